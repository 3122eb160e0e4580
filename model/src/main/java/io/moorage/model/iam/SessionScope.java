package io.moorage.model.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a session carries besides its holder's permissions (IAM user guide, "Session policies", "Passing session tags").
 *
 * @param policies documents that its permissions must lie within
 * @param policyArns managed policies, likewise
 * @param limited true when policies were given: without any it may do what its holder may
 * @param tags of the session; where a holder's tag has the same key, the session's counts
 * @param transitiveTags keys of tags that sessions assumed from this one inherit
 */
public record SessionScope(
        boolean limited,
        List<String> policies,
        List<String> policyArns,
        Map<String, String> tags,
        Set<String> transitiveTags,
        Optional<String> sourceIdentity) {
    public static final SessionScope NONE =
            new SessionScope(false, List.of(), List.of(), Map.of(), Set.of(), Optional.empty());

    public SessionScope {
        policies = List.copyOf(policies);
        policyArns = List.copyOf(policyArns);
        tags = Map.copyOf(tags);
        transitiveTags = Set.copyOf(transitiveTags);
    }
}
