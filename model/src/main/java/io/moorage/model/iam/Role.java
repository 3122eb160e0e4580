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
 * @param permissionsBoundary the managed policy that its permissions must lie within
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
        Map<String, String> tags,
        Optional<String> permissionsBoundary) {
    /** The path of roles that belong to a service, and which only that service may change. */
    public static final String SERVICE_LINKED = "/aws-service-role/";

    public Role {
        tags = Map.copyOf(tags);
    }

    public boolean isServiceLinked() {
        return path.startsWith(SERVICE_LINKED);
    }

    public Role withTrustPolicy(String document) {
        return new Role(
                name, path, arn, id, created, document, description, maxSession, policies, tags, permissionsBoundary);
    }

    public Role withDescription(Optional<String> changed) {
        return new Role(
                name, path, arn, id, created, trustPolicy, changed, maxSession, policies, tags, permissionsBoundary);
    }

    public Role withMaxSession(Duration changed) {
        return new Role(
                name, path, arn, id, created, trustPolicy, description, changed, policies, tags, permissionsBoundary);
    }

    public Role withPolicies(Policies changed) {
        return new Role(
                name, path, arn, id, created, trustPolicy, description, maxSession, changed, tags, permissionsBoundary);
    }

    public Role withTags(Map<String, String> changed) {
        return new Role(
                name,
                path,
                arn,
                id,
                created,
                trustPolicy,
                description,
                maxSession,
                policies,
                changed,
                permissionsBoundary);
    }

    public Role withPermissionsBoundary(Optional<String> changed) {
        return new Role(name, path, arn, id, created, trustPolicy, description, maxSession, policies, tags, changed);
    }
}
