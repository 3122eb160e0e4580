package io.moorage.fileserver.control;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file server's question to the control plane: who holds an access key, and what verifies its signatures?
 *
 * @param sessionToken as the client gave it; null when it gave none
 * @param date the day of the signature's credential scope, {@code yyyyMMdd}
 * @param region of that scope
 */
public record IdentityQuestion(String accessKeyId, @Nullable String sessionToken, String date, String region) {
    public IdentityQuestion {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(region, "region");
    }
}
