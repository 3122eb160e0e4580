package io.moorage.elb;

import io.moorage.store.ReadView;
import java.util.Optional;

/** Server certificates by their ARNs, for listeners that are encrypted. */
@FunctionalInterface
public interface Certificates {
    /** Where nobody keeps any. */
    Certificates NONE = (view, arn) -> Optional.empty();

    Optional<Certificate> find(ReadView view, String arn);

    /**
     * What a client is shown.
     *
     * @param chain PEM, the server's own certificate first
     * @param key PEM, PKCS #8
     */
    record Certificate(String chain, String key) {
        @Override
        public String toString() {
            return "Certificate[]";
        }
    }
}
