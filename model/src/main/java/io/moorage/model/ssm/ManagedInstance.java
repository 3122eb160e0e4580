package io.moorage.model.ssm;

import java.time.Instant;
import java.util.Optional;

/**
 * A machine outside EC2 that registered with an activation.
 *
 * @param id {@code mi-} and seventeen hexadecimal digits; the key
 * @param iamRole the role that it acts as
 * @param computerName its host name
 * @param address from which it registered
 * @param fingerprint tells the machine from others: the same machine registers as the same instance
 * @param tokenHash SHA-256, in hexadecimal, of the secret that it shows for credentials
 */
public record ManagedInstance(
        String id,
        String activationId,
        String iamRole,
        Optional<String> name,
        String computerName,
        String address,
        String fingerprint,
        String tokenHash,
        Instant registered) {

    /** Registered again: an earlier token is of no use any more. */
    public ManagedInstance again(Activation by, String newAddress, String newTokenHash) {
        return new ManagedInstance(
                id, by.id(), by.iamRole(), name, computerName, newAddress, fingerprint, newTokenHash, registered);
    }
}
