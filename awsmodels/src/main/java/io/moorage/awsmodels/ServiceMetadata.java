package io.moorage.awsmodels;

import org.jspecify.annotations.Nullable;

/**
 * What is the same for all operations of a service.
 *
 * @param name Moorage's short name, e.g. {@code efs}
 * @param signingName the service in a SigV4 credential scope, e.g. {@code elasticfilesystem}; also the IAM action prefix
 * @param targetPrefix the part of {@code X-Amz-Target} before the dot, for {@link Protocol#JSON}
 * @param xmlNamespace namespace of answers, for {@link Protocol#QUERY} and {@link Protocol#EC2}
 */
public record ServiceMetadata(
        String name,
        String fullName,
        String signingName,
        String apiVersion,
        Protocol protocol,
        @Nullable String targetPrefix,
        @Nullable String xmlNamespace) {}
