package io.moorage.model.ssm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Leave for machines outside EC2 to register (Systems Manager API reference, CreateActivation).
 *
 * @param id the key
 * @param codeHash SHA-256 of the code, in hexadecimal; the code itself is shown once, to whoever made it
 * @param iamRole name or path and name of the role that its machines act as
 * @param registrations how many machines registered with it
 */
public record Activation(
        String id,
        String codeHash,
        String iamRole,
        Optional<String> description,
        Optional<String> defaultInstanceName,
        int registrationLimit,
        int registrations,
        Instant expires,
        Instant created,
        Map<String, String> tags) {
    public Activation {
        tags = Map.copyOf(tags);
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expires);
    }

    public boolean full() {
        return registrations >= registrationLimit;
    }

    /** One more machine registered. */
    public Activation used() {
        return new Activation(
                id,
                codeHash,
                iamRole,
                description,
                defaultInstanceName,
                registrationLimit,
                registrations + 1,
                expires,
                created,
                tags);
    }
}
