package io.moorage.iam.action;

import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyParser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Policy documents on their way in and out. */
final class Documents {
    private static final int MANAGED_LIMIT = 6144;

    private final PolicyParser parser = new PolicyParser();

    /** Refuses a document that is no identity policy. */
    String checkedIdentityPolicy(String document) {
        try {
            parser.identityPolicy(document);
            return document;
        } catch (MalformedPolicyException e) {
            throw Refusal.malformedPolicy(e.reason());
        }
    }

    /** Refuses a document that is no trust policy. */
    String checkedTrustPolicy(String document) {
        try {
            parser.trustPolicy(document);
            return document;
        } catch (MalformedPolicyException e) {
            throw Refusal.malformedPolicy(e.reason());
        }
    }

    String checkedManagedPolicy(String document) {
        if (sizeOf(document) > MANAGED_LIMIT) {
            throw Refusal.limitExceeded("Cannot exceed quota for PolicySize: " + MANAGED_LIMIT);
        }
        return checkedIdentityPolicy(document);
    }

    /** White space is not counted (IAM quotas). */
    static int sizeOf(String document) {
        return document.replaceAll("\\s", "").length();
    }

    /** As the API returns documents: percent-encoded after RFC 3986. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
