package io.moorage.iam.credential;

import io.moorage.model.iam.Role;
import io.moorage.policy.AccessRequest;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyEngine;
import io.moorage.policy.PolicyParser;
import io.moorage.policy.Verdict;
import java.util.List;
import java.util.Map;

/** Who may assume a role. */
final class TrustPolicies {
    static final String ASSUME = "sts:AssumeRole";

    private final PolicyParser parser = new PolicyParser();

    /** @param principals the caller's names, see {@link AccessRequest#principals} */
    boolean trusts(Role role, List<String> principals, Map<String, List<String>> context) {
        return verdict(role, ASSUME, principals, context) instanceof Verdict.Allowed;
    }

    /** What the role's trust policy says to an action of STS. */
    Verdict verdict(Role role, String action, List<String> principals, Map<String, List<String>> context) {
        try {
            return PolicyEngine.evaluate(
                    List.of(parser.trustPolicy(role.trustPolicy())),
                    new AccessRequest(principals, action, role.arn(), context));
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("the trust policy of " + role.arn() + " was stored malformed", e);
        }
    }

    boolean trustsService(Role role, String service) {
        return trusts(role, List.of(service), Map.of());
    }
}
