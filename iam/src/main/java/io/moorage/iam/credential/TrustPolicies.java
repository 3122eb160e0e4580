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
    private static final String ASSUME = "sts:AssumeRole";

    private final PolicyParser parser = new PolicyParser();

    /** @param principals the caller's names, see {@link AccessRequest#principals} */
    boolean trusts(Role role, List<String> principals, Map<String, List<String>> context) {
        try {
            Verdict verdict = PolicyEngine.evaluate(
                    List.of(parser.trustPolicy(role.trustPolicy())),
                    new AccessRequest(principals, ASSUME, role.arn(), context));
            return verdict instanceof Verdict.Allowed;
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("the trust policy of " + role.arn() + " was stored malformed", e);
        }
    }

    boolean trustsService(Role role, String service) {
        return trusts(role, List.of(service), Map.of());
    }
}
