package io.moorage.iam.credential;

import io.moorage.awsapi.Principal;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.model.iam.SessionScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is passed when a session is asked for (STS API reference, AssumeRole).
 *
 * @param limited true where session policies were passed
 * @param policies documents
 * @param policyArns of managed policies
 * @param tags of the session
 * @param transitiveTags keys of those of them that sessions assumed from it inherit
 */
public record SessionWish(
        boolean limited,
        List<String> policies,
        List<String> policyArns,
        Map<String, String> tags,
        Set<String> transitiveTags,
        Optional<String> sourceIdentity) {
    public SessionWish {
        policies = List.copyOf(policies);
        policyArns = List.copyOf(policyArns);
        tags = Map.copyOf(tags);
        transitiveTags = Set.copyOf(transitiveTags);
    }

    /** The same, whose session may do nothing where no policies were passed. */
    public SessionWish limitedAtLeast() {
        return new SessionWish(true, policies, policyArns, tags, transitiveTags, sourceIdentity);
    }

    /** Condition keys that only requests for sessions have. */
    public Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new HashMap<>(TagConditions.requested(tags));
        if (!transitiveTags.isEmpty()) {
            keys.put("sts:TransitiveTagKeys", List.copyOf(transitiveTags));
        }
        sourceIdentity.ifPresent(identity -> keys.put("sts:SourceIdentity", List.of(identity)));
        return keys;
    }

    /** The session that comes of it, with what it inherits from the caller's. */
    SessionScope from(Principal.Session caller) {
        Map<String, String> all = new LinkedHashMap<>();
        caller.transitiveTags().forEach(key -> all.put(key, caller.tags().getOrDefault(key, "")));
        Set<String> inherited = new HashSet<>(caller.transitiveTags());
        inherited.addAll(transitiveTags);
        all.putAll(tags);
        return new SessionScope(
                limited,
                policies,
                policyArns,
                all,
                inherited,
                caller.sourceIdentity().or(() -> sourceIdentity));
    }
}
