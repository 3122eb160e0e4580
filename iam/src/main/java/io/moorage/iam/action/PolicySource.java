package io.moorage.iam.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.iam.PolicySourceType;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A policy that a simulation is about. */
record PolicySource(String id, String type, String text, PolicyDocument document) {
    /** An identity's policy; refused as an input when it is none. */
    static PolicySource of(String id, String type, String text) {
        try {
            return new PolicySource(id, type, text, new PolicyParser().identityPolicy(text));
        } catch (MalformedPolicyException e) {
            throw invalid(e);
        }
    }

    /** A resource's policy. */
    static PolicySource ofResource(String text) {
        try {
            return new PolicySource(
                    "ResourcePolicy", PolicySourceType.RESOURCE, text, new PolicyParser().resourcePolicy(text));
        } catch (MalformedPolicyException e) {
            throw invalid(e);
        }
    }

    /** Those given with a request, which are numbered from one. */
    static List<PolicySource> given(String member, List<String> texts) {
        List<PolicySource> sources = new ArrayList<>();
        for (String text : texts) {
            sources.add(of(member + "." + (sources.size() + 1), PolicySourceType.NONE, text));
        }
        return sources;
    }

    /** The context keys that policies ask for. */
    static Set<String> keys(List<PolicySource> sources) {
        Set<String> keys = new LinkedHashSet<>();
        sources.forEach(source -> keys.addAll(source.document().contextKeys()));
        return keys;
    }

    private static AwsException invalid(MalformedPolicyException e) {
        return Refusal.invalidInput("Invalid Input Policy. " + e.reason());
    }
}
