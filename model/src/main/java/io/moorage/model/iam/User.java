package io.moorage.model.iam;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A person or program with keys of its own.
 *
 * @param id {@code AIDA...}
 * @param permissionsBoundary the managed policy that its permissions must lie within
 */
public record User(
        String name,
        String path,
        String arn,
        String id,
        Instant created,
        Policies policies,
        Map<String, String> tags,
        Optional<String> permissionsBoundary) {
    public User {
        tags = Map.copyOf(tags);
    }

    public User withPolicies(Policies changed) {
        return new User(name, path, arn, id, created, changed, tags, permissionsBoundary);
    }

    public User withTags(Map<String, String> changed) {
        return new User(name, path, arn, id, created, policies, changed, permissionsBoundary);
    }

    public User withPermissionsBoundary(Optional<String> changed) {
        return new User(name, path, arn, id, created, policies, tags, changed);
    }

    /** The same user under another name and path. */
    public User renamed(String changedName, String changedPath, String changedArn) {
        return new User(changedName, changedPath, changedArn, id, created, policies, tags, permissionsBoundary);
    }
}
