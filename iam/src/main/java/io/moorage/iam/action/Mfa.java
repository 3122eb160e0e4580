package io.moorage.iam.action;

import org.jspecify.annotations.Nullable;

/** Devices for multi-factor authentication, which Moorage has none of. */
final class Mfa {
    private Mfa() {}

    /** Refuses a request that names a device or a code. */
    static void refuse(@Nullable String serialNumber, @Nullable String tokenCode) {
        if (serialNumber != null || tokenCode != null) {
            throw Refusal.unsupported("MFA devices");
        }
    }
}
