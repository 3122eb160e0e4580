package io.moorage.model.iam;

import java.time.Instant;

/**
 * A key that STS issued: to whoever assumed a role, or to a user or root for a session of its own.
 *
 * @param accessKeyId {@code ASIA...}
 * @param holder the identity's ARN: of the role, the user or root
 * @param sessionName what the holder is called while it uses the key; of an instance, its id; empty without a role
 * @param issued as {@code LastUpdated} in instance metadata
 */
public record TemporaryCredentials(
        String accessKeyId,
        String secretAccessKey,
        String sessionToken,
        String holder,
        String sessionName,
        Instant issued,
        Instant expiration) {
    /** Equal for all keys of one session of one holder. */
    public String session() {
        return session(holder, sessionName);
    }

    public static String session(String holder, String sessionName) {
        return holder + " " + sessionName;
    }

    @Override
    public String toString() {
        return "TemporaryCredentials[" + accessKeyId + " of " + session() + "]";
    }
}
