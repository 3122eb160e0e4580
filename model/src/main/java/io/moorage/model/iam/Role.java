package io.moorage.model.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An identity without keys of its own that others assume.
 *
 * @param id {@code AROA...}: a role made anew under the same name has another
 * @param trustPolicy who may assume it, a policy document
 * @param maxSession longest life of credentials that AssumeRole issues
 */
public record Role(
        String name,
        String path,
        String arn,
        String id,
        Instant created,
        String trustPolicy,
        Optional<String> description,
        Duration maxSession,
        Policies policies,
        Map<String, String> tags) {
    public Role {
        tags = Map.copyOf(tags);
    }

    public Role withTrustPolicy(String document) {
        return new Role(name, path, arn, id, created, document, description, maxSession, policies, tags);
    }

    public Role withPolicies(Policies changed) {
        return new Role(name, path, arn, id, created, trustPolicy, description, maxSession, changed, tags);
    }

    public Role withTags(Map<String, String> changed) {
        return new Role(name, path, arn, id, created, trustPolicy, description, maxSession, policies, changed);
    }
}
