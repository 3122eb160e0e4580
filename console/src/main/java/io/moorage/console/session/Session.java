package io.moorage.console.session;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A browser that has been here.
 *
 * @param id the cookie's value
 * @param csrf what its forms carry
 * @param keys who is signed in; null for nobody
 * @param done what the next page tells about the last click
 */
public record Session(String id, String csrf, @Nullable Keys keys, Optional<String> done, Instant lastSeen) {
    /** An access key as it was typed. */
    public record Keys(
            String accessKeyId,
            String secretAccessKey,
            @Nullable String sessionToken) {
        @Override
        public String toString() {
            return "Keys[" + accessKeyId + "]";
        }
    }

    Session at(Instant now) {
        return new Session(id, csrf, keys, done, now);
    }

    Session telling(Optional<String> what) {
        return new Session(id, csrf, keys, what, lastSeen);
    }
}
