package io.moorage.awsapi;

import java.time.Instant;
import java.util.Optional;

/** The access keys that IAM and STS issued. Called for every request; must answer from memory or one indexed read. */
public interface CredentialStore {
    /** The key, expired ones included; empty if it was never issued, was deleted or is inactive. */
    Optional<Credential> find(String accessKeyId);

    /** Called when a request was found signed with a key that was issued; {@code service} is the signing name. */
    default void used(Credential credential, String service, Instant now) {}
}
