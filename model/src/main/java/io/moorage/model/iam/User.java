package io.moorage.model.iam;

import java.time.Instant;
import java.util.Map;

/**
 * A person or program with keys of its own.
 *
 * @param id {@code AIDA...}
 */
public record User(
        String name, String path, String arn, String id, Instant created, Policies policies, Map<String, String> tags) {
    public User {
        tags = Map.copyOf(tags);
    }

    public User withPolicies(Policies changed) {
        return new User(name, path, arn, id, created, changed, tags);
    }
}
