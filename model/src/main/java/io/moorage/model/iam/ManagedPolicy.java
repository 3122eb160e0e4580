package io.moorage.model.iam;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A policy that stands by itself and is attached to identities; of the customer, or of AWS.
 *
 * @param id {@code ANPA...}
 * @param versionId the default version, such as {@code v1}
 */
public record ManagedPolicy(
        String arn,
        String name,
        String path,
        String id,
        String versionId,
        Instant created,
        Instant updated,
        Optional<String> description,
        String document,
        Map<String, String> tags) {
    private static final String AWS = "arn:aws:iam::aws:policy";

    public ManagedPolicy {
        tags = Map.copyOf(tags);
    }

    /** True for the ARN of a policy that AWS keeps and nobody can change. */
    public static boolean isAwsManaged(String arn) {
        return arn.startsWith(AWS + "/");
    }
}
