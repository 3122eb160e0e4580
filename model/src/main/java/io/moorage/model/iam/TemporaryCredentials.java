package io.moorage.model.iam;

import java.time.Instant;
import java.util.Objects;

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
        Instant expiration,
        SessionScope scope) {
    @SuppressWarnings("ConstantValue") // rows that were written before sessions had a scope have none
    public TemporaryCredentials {
        scope = Objects.requireNonNullElse(scope, SessionScope.NONE);
    }

    /** Of a session without policies and tags of its own. */
    public TemporaryCredentials(
            String accessKeyId,
            String secretAccessKey,
            String sessionToken,
            String holder,
            String sessionName,
            Instant issued,
            Instant expiration) {
        this(accessKeyId, secretAccessKey, sessionToken, holder, sessionName, issued, expiration, SessionScope.NONE);
    }

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
