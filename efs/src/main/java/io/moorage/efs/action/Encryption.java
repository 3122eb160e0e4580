package io.moorage.efs.action;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Encryption at rest, as it is asked for and shown. Data is as encrypted as the disk it lies on; there is no key management
 * service here that could refuse a key.
 */
record Encryption(boolean encrypted, Optional<String> keyArn) {
    private static final String DEFAULT_KEY = "alias/aws/elasticfilesystem";

    static Encryption of(@Nullable Boolean encrypted, @Nullable String key, String region, String accountId) {
        if (!Boolean.TRUE.equals(encrypted)) {
            if (key != null) {
                throw Refusal.badRequest("KmsKeyId is only for a file system with Encrypted set to true.");
            }
            return new Encryption(false, Optional.empty());
        }
        return new Encryption(true, Optional.of(arn(key == null ? DEFAULT_KEY : key, region, accountId)));
    }

    /** @param key an ARN, an alias, or a key's id (CreateFileSystem, KmsKeyId) */
    private static String arn(String key, String region, String accountId) {
        if (key.startsWith("arn:")) {
            return key;
        }
        String resource = key.startsWith("alias/") ? key : "key/" + key;
        return "arn:aws:kms:" + region + ":" + accountId + ":" + resource;
    }
}
