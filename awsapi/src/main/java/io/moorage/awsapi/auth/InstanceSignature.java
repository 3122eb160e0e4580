package io.moorage.awsapi.auth;

import io.moorage.awsapi.auth.SignatureException.Reason;
import io.moorage.awsapi.http.HttpRequest;
import java.util.Base64;
import java.util.Optional;

/**
 * An {@code Authorization} of an instance instead of a key's: {@code CFN_V1 document:signature}, both as the metadata service
 * tells them, in base64. CloudFormation's helper scripts send it where they are given neither keys nor a role.
 */
record InstanceSignature(byte[] document, byte[] signature) {
    /** The only service that takes it. */
    static final String SERVICE = "cloudformation";

    private static final String SCHEME = "CFN_V1 ";

    /** Empty when the request has another authorization, or none. */
    static Optional<InstanceSignature> of(HttpRequest request) {
        String header = request.header("authorization");
        if (header == null || !header.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String[] parts = header.substring(SCHEME.length()).split(":", -1);
        if (parts.length != 2) {
            throw incomplete();
        }
        try {
            return Optional.of(new InstanceSignature(decoded(parts[0]), decoded(parts[1])));
        } catch (IllegalArgumentException e) {
            throw incomplete();
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.strip());
    }

    private static SignatureException incomplete() {
        return new SignatureException(
                Reason.INCOMPLETE, "Authorization must be 'CFN_V1 document:signature', both in base64.");
    }
}
