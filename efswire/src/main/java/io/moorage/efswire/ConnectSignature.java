package io.moorage.efswire;

import io.moorage.base.sigv4.CredentialScope;
import io.moorage.base.sigv4.SigV4;
import io.moorage.base.sigv4.Uri;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The signature by which the holder of an access key vouches for a certificate's key: SigV4 over a request {@code
 * Action=Connect} that was never sent (amazon-efs-utils, {@code create_canonical_request}). It differs from the SigV4 of
 * requests in one line: no empty one follows the headers.
 */
public final class ConnectSignature {
    public static final String SERVICE = "elasticfilesystem";

    /** {@code X-Amz-Expires}. */
    public static final Duration LIFE = Duration.ofDays(1);

    private ConnectSignature() {}

    /**
     * The signature in hexadecimal.
     *
     * @param signingKey of the access key, see {@link SigV4#signingKey}, for the scope of {@code time}
     * @param publicKeyHash see {@link #hash}
     */
    public static String sign(
            byte[] signingKey,
            String accessKeyId,
            Optional<String> sessionToken,
            String region,
            String fileSystemId,
            String publicKeyHash,
            Instant time) {
        CredentialScope scope = CredentialScope.of(time, region, SERVICE);
        String timestamp = SigV4.TIMESTAMP.format(time);
        String query = "Action=Connect&PublicKeyHash=" + publicKeyHash
                + "&X-Amz-Algorithm=" + SigV4.ALGORITHM
                + "&X-Amz-Credential=" + Uri.encode(accessKeyId + "/" + scope)
                + "&X-Amz-Date=" + timestamp
                + "&X-Amz-Expires=" + LIFE.toSeconds()
                + sessionToken
                        .map(token -> "&X-Amz-Security-Token=" + Uri.encode(token))
                        .orElse("")
                + "&X-Amz-SignedHeaders=host";
        String request = "GET\n/\n" + query + "\nhost:" + fileSystemId + "\nhost\n" + SigV4.EMPTY_PAYLOAD_HASH;
        String toSign = SigV4.ALGORITHM + "\n" + timestamp + "\n" + scope + "\n"
                + SigV4.sha256Hex(request.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(SigV4.hmac(signingKey, toSign));
    }

    /** SHA-1 of the key without its algorithm, in hexadecimal: the subject key identifier of RFC 5280 section 4.2.1.2. */
    public static String hash(PublicKey key) {
        return HexFormat.of().formatHex(digest(key));
    }

    static byte[] digest(PublicKey key) {
        try {
            Der.Reader info = new Der.Reader(new Der.Reader(key.getEncoded()).next(Der.SEQUENCE));
            byte[] algorithm = info.next(Der.SEQUENCE);
            byte[] bits = info.next(Der.BIT_STRING);
            assert algorithm.length > 0;
            return MessageDigest.getInstance("SHA-1").digest(Arrays.copyOfRange(bits, 1, bits.length));
        } catch (MalformedCertificateException e) {
            throw new IllegalArgumentException("a public key that is no X.509 key", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
