package io.moorage.model.iam;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What hands a role to an EC2 instance.
 *
 * @param id {@code AIPA...}
 * @param roleName at most one (IAM quota "Roles in an instance profile")
 */
public record InstanceProfile(
        String name,
        String path,
        String arn,
        String id,
        Instant created,
        Optional<String> roleName,
        Map<String, String> tags) {
    public InstanceProfile {
        tags = Map.copyOf(tags);
    }

    public InstanceProfile withTags(Map<String, String> changed) {
        return new InstanceProfile(name, path, arn, id, created, roleName, changed);
    }

    public InstanceProfile withRole(Optional<String> changed) {
        return new InstanceProfile(name, path, arn, id, created, changed, tags);
    }
}
