package io.moorage.awsapi;

import java.util.Optional;

/** Who can tell a genuine instance identity document (EC2 user guide, "Instance identity documents"). */
public interface InstanceIdentities {
    InstanceIdentities NONE = (document, signature) -> Optional.empty();

    /**
     * The instance that the document is of; empty unless it was signed here and the instance still exists.
     *
     * @param signature over the document, RSA with SHA-256, not encoded
     */
    Optional<Principal> verify(byte[] document, byte[] signature);
}
