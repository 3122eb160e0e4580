package io.moorage.awsmodels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all operations of a service.
 *
 * @param name Moorage's short name, e.g. {@code efs}
 * @param signingName the service in a SigV4 credential scope, e.g. {@code elasticfilesystem}
 * @param iamPrefix what its IAM actions begin with, e.g. {@code cloudwatch}
 * @param protocols that it speaks, the newest first
 * @param jsonVersion for {@link Protocol#JSON}
 * @param targetPrefix the part of {@code X-Amz-Target} before the dot, for {@link Protocol#JSON}
 * @param xmlNamespace namespace of answers, for {@link Protocol#QUERY} and {@link Protocol#EC2}
 */
public record ServiceMetadata(
        String name,
        String fullName,
        String signingName,
        String iamPrefix,
        String apiVersion,
        List<Protocol> protocols,
        @Nullable String jsonVersion,
        @Nullable String targetPrefix,
        @Nullable String xmlNamespace) {
    public ServiceMetadata {
        protocols = List.copyOf(protocols);
    }

    /** The protocol of a request that names none, and of the words in which the service refuses: its oldest. */
    public Protocol protocol() {
        return protocols.getLast();
    }
}
