package io.moorage.efswire;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the extensions of a client's certificate say (amazon-efs-utils, {@code ca_extension_builder}); nothing of it is proved
 * but by {@link ConnectSignature}.
 *
 * @param fileSystemId which file system the client means to connect to
 * @param publicKeyHash of the certificate's key, see {@link ConnectSignature#hash}
 */
public record ClientCertificate(
        Optional<String> fileSystemId,
        Optional<String> accessPointId,
        Optional<Authorization> authorization,
        String publicKeyHash) {
    static final String ACCESS_POINT = "1.3.6.1.4.1.4843.7.1";
    static final String CLIENT_AUTH = "1.3.6.1.4.1.4843.7.2";
    static final String FILE_SYSTEM = "1.3.6.1.4.1.4843.7.3";
    static final String CLIENT_INFO = "1.3.6.1.4.1.4843.7.4";

    private static final int SIGNATURE_LENGTH = 64;
    private static final int MOST_KEY_ID = 128;
    private static final int MOST_TOKEN = 16 << 10;

    /**
     * A claim to be the holder of an access key.
     *
     * @param signature in hexadecimal
     * @param time when it was signed, in whole seconds
     */
    public record Authorization(String accessKeyId, String signature, Instant time, Optional<String> sessionToken) {}

    /** Reads the extensions; those that are not there are empty. */
    public static ClientCertificate of(X509Certificate certificate) throws MalformedCertificateException {
        return new ClientCertificate(
                text(certificate, FILE_SYSTEM),
                text(certificate, ACCESS_POINT),
                authorization(certificate),
                ConnectSignature.hash(certificate.getPublicKey()));
    }

    private static Optional<String> text(X509Certificate certificate, String oid) throws MalformedCertificateException {
        byte[] value = certificate.getExtensionValue(oid);
        return value == null
                ? Optional.empty()
                : Optional.of(new Der.Reader(new Der.Reader(value).next(Der.OCTET_STRING)).utf8());
    }

    private static Optional<Authorization> authorization(X509Certificate certificate)
            throws MalformedCertificateException {
        byte[] value = certificate.getExtensionValue(CLIENT_AUTH);
        if (value == null) {
            return Optional.empty();
        }
        byte[] content = new Der.Reader(new Der.Reader(value).next(Der.OCTET_STRING)).next(Der.SEQUENCE);
        Der.Reader fields = new Der.Reader(content);
        String accessKeyId = fields.utf8();
        String signature = new String(fields.next(Der.OCTET_STRING), StandardCharsets.US_ASCII);
        Instant time = fields.utcTime();
        Optional<String> token = Optional.empty();
        if (fields.hasNext()) {
            token = Optional.of(new Der.Reader(fields.next(Der.FIRST_CONTEXT_TAG)).utf8());
        }
        if (signature.length() != SIGNATURE_LENGTH
                || accessKeyId.length() > MOST_KEY_ID
                || token.orElse("").length() > MOST_TOKEN) {
            throw new MalformedCertificateException("a signature, a key or a token of an impossible length");
        }
        return Optional.of(new Authorization(accessKeyId, signature, time, token));
    }

    /** The extensions as a certificate has them. */
    static byte[] extensions(
            Optional<String> fileSystemId,
            Optional<String> accessPointId,
            Optional<Authorization> authorization,
            String source,
            byte[] subjectKeyId) {
        byte[] all = extension("2.5.29.14", Der.element(Der.OCTET_STRING, subjectKeyId));
        if (accessPointId.isPresent()) {
            all = joined(all, extension(ACCESS_POINT, Der.utf8(accessPointId.get())));
        }
        if (authorization.isPresent()) {
            all = joined(all, extension(CLIENT_AUTH, encoded(authorization.get())));
        }
        if (fileSystemId.isPresent()) {
            all = joined(all, extension(FILE_SYSTEM, Der.utf8(fileSystemId.get())));
        }
        return joined(all, extension(CLIENT_INFO, Der.sequence(Der.utf8(source), Der.utf8("1.36.0"))));
    }

    private static byte[] encoded(Authorization authorization) {
        byte[] fields = joined(
                joined(
                        Der.utf8(authorization.accessKeyId()),
                        Der.element(Der.OCTET_STRING, authorization.signature().getBytes(StandardCharsets.US_ASCII))),
                Der.utcTime(authorization.time()));
        return Der.sequence(
                authorization.sessionToken().isEmpty()
                        ? fields
                        : joined(
                                fields,
                                Der.element(
                                        Der.FIRST_CONTEXT_TAG,
                                        Der.utf8(authorization.sessionToken().get()))));
    }

    private static byte[] extension(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.element(Der.OCTET_STRING, value));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
