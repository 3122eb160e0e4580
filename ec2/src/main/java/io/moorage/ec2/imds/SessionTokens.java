package io.moorage.ec2.imds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * IMDSv2's session tokens (EC2 user guide, "Use IMDSv2"): good for one instance until they expire. A token carries its expiry and is
 * authenticated by the secret, so none is stored and all survive a restart.
 */
final class SessionTokens {
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec secret;

    SessionTokens(byte[] secret) {
        this.secret = new SecretKeySpec(secret, MAC);
    }

    /** AWS takes a life of 1 second to 6 hours. */
    static boolean isLife(long seconds) {
        return seconds >= 1 && seconds <= LONGEST.toSeconds();
    }

    String issue(String instanceId, long lifeSeconds, Instant now) {
        byte[] expiry = ByteBuffer.allocate(Long.BYTES)
                .putLong(now.getEpochSecond() + lifeSeconds)
                .array();
        byte[] tag = tag(instanceId, expiry);
        byte[] token = Arrays.copyOf(expiry, expiry.length + tag.length);
        System.arraycopy(tag, 0, token, expiry.length, tag.length);
        return Base64.getUrlEncoder().encodeToString(token);
    }

    /** True for a token of this instance that has not expired; anything at all may be asked about. */
    boolean isGood(String token, String instanceId, Instant now) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length <= Long.BYTES) {
            return false;
        }
        byte[] expiry = Arrays.copyOf(bytes, Long.BYTES);
        byte[] tag = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
        return MessageDigest.isEqual(tag, tag(instanceId, expiry))
                && now.getEpochSecond() < ByteBuffer.wrap(expiry).getLong();
    }

    private byte[] tag(String instanceId, byte[] expiry) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            mac.update(expiry);
            return mac.doFinal(instanceId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }
}
