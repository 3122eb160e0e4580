package io.moorage.base.sigv4;

import org.jspecify.annotations.Nullable;

/** An access key to sign with; {@code sessionToken} only with temporary keys. */
public record SigningCredentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken) {

    @Override
    public String toString() {
        return "SigningCredentials[" + accessKeyId + "]";
    }
}
