package io.moorage.model.ec2;

import java.time.Instant;
import java.util.Map;

/**
 * A public key that instances admit; the private half is never kept.
 *
 * @param type {@code rsa} or {@code ed25519}
 * @param publicKey one line of an {@code authorized_keys} file
 */
public record KeyPair(
        String name,
        String id,
        String type,
        String fingerprint,
        String publicKey,
        Instant createTime,
        Map<String, String> tags) {
    public KeyPair {
        tags = Map.copyOf(tags);
    }

    public KeyPair withTags(Map<String, String> newTags) {
        return new KeyPair(name, id, type, fingerprint, publicKey, createTime, newTags);
    }
}
