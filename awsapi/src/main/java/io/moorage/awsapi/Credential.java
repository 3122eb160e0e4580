package io.moorage.awsapi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An issued access key.
 *
 * @param sessionToken must come with every request; null for long-term keys
 * @param expiry from this instant the key is refused; null for long-term keys
 */
public record Credential(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        Principal principal,
        @Nullable Instant expiry) {

    @Override
    public String toString() {
        return "Credential[" + accessKeyId + " of " + principal.arn() + "]";
    }
}
