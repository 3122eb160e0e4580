package io.moorage.elb;

import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.Optional;

/** Server certificates by their ARNs, for listeners that are encrypted. */
@FunctionalInterface
public interface Certificates {
    /** Those that were uploaded to IAM. */
    Certificates FROM_STORE =
            (view, arn) -> view.by(IamTables.SERVER_CERTIFICATES, IamTables.SERVER_CERTIFICATES_BY_ARN, arn).stream()
                    .findFirst()
                    .map(each ->
                            new Certificate(each.body() + "\n" + each.chain().orElse(""), each.key()));

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
