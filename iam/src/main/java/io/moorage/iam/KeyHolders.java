package io.moorage.iam;

import io.moorage.awsapi.Credential;
import io.moorage.awsapi.CredentialStore;
import io.moorage.awsapi.Principal;
import io.moorage.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Who holds an access key, with all that judging their requests needs: for who judges elsewhere, as file servers do. */
public final class KeyHolders {
    private final Store store;
    private final CredentialStore credentials;
    private final IdentityPolicies identityPolicies;
    private final InstantSource clock;

    KeyHolders(Store store, CredentialStore credentials, IdentityPolicies identityPolicies, InstantSource clock) {
        this.store = store;
        this.credentials = credentials;
        this.identityPolicies = identityPolicies;
        this.clock = clock;
    }

    /** @param policies the documents of the holder's policies */
    public record KeyHolder(Credential credential, IdentityPolicies.Documents policies) {
        public Principal principal() {
            return credential.principal();
        }
    }

    /**
     * The holder of a key that is good now.
     *
     * @param sessionToken must be the key's own; empty for a key without
     */
    public Optional<KeyHolder> find(String accessKeyId, Optional<String> sessionToken) {
        return credentials
                .find(accessKeyId)
                .filter(found -> isTokenOf(found, sessionToken))
                .filter(this::isGoodNow)
                .map(found -> new KeyHolder(found, identityPolicies.documents(found.principal(), store.view())));
    }

    /** What a principal holds now, as it was written; nothing for one that is gone. */
    public IdentityPolicies.Documents policies(Principal principal) {
        return identityPolicies.documents(principal, store.view());
    }

    private boolean isGoodNow(Credential credential) {
        Instant expiry = credential.expiry();
        return expiry == null || clock.instant().isBefore(expiry);
    }

    private static boolean isTokenOf(Credential credential, Optional<String> given) {
        return MessageDigest.isEqual(bytes(Optional.ofNullable(credential.sessionToken())), bytes(given));
    }

    private static byte[] bytes(Optional<String> token) {
        return token.orElse("").getBytes(StandardCharsets.UTF_8);
    }
}
