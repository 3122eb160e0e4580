package io.moorage.efswire;

import io.moorage.base.sigv4.CredentialScope;
import io.moorage.base.sigv4.SigV4;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes a client's self-signed certificates for one mount, each good for three hours, as amazon-efs-utils has them. */
public final class CertificateMaker {
    private static final Duration BACKDATED = Duration.ofMinutes(15);
    private static final Duration LIFE = Duration.ofHours(3);
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final int LONGEST_COMMON_NAME = 64;

    private final KeyPair key;
    private final String hostName;
    private final String fileSystemId;
    private final Optional<String> accessPointId;

    /**
     * @param key an elliptic curve key
     * @param hostName the client's, for people who read logs
     */
    public CertificateMaker(KeyPair key, String hostName, String fileSystemId, Optional<String> accessPointId) {
        this.key = key;
        this.hostName = hostName.substring(0, Math.min(hostName.length(), LONGEST_COMMON_NAME));
        this.fileSystemId = fileSystemId;
        this.accessPointId = accessPointId;
    }

    /** @param credentials who vouches for the connection; empty for nobody */
    public X509Certificate make(Optional<SigningCredentials> credentials, String region, Instant now)
            throws GeneralSecurityException {
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        Optional<ClientCertificate.Authorization> authorization =
                credentials.map(each -> authorization(each, region, time));
        byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
        byte[] name = Der.sequence(Der.element(Der.SET, Der.sequence(Der.oid(COMMON_NAME), Der.utf8(hostName))));
        byte[] version3 = Der.element(Der.FIRST_CONTEXT_TAG, integer(BigInteger.TWO));
        byte[] extensions = ClientCertificate.extensions(
                Optional.of(fileSystemId),
                accessPointId,
                authorization,
                "Moorage",
                ConnectSignature.digest(key.getPublic()));
        byte[] content = Der.sequence(
                version3,
                integer(BigInteger.valueOf(time.toEpochMilli())),
                algorithm,
                name,
                Der.sequence(Der.utcTime(time.minus(BACKDATED)), Der.utcTime(time.plus(LIFE))),
                name,
                key.getPublic().getEncoded(),
                Der.element(Der.FIRST_CONTEXT_TAG + 3, Der.sequence(extensions)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.getPrivate());
        signature.update(content);
        byte[] certificate =
                Der.sequence(content, algorithm, Der.element(Der.BIT_STRING, new byte[] {0}, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private ClientCertificate.Authorization authorization(SigningCredentials from, String region, Instant time) {
        Optional<String> token = Optional.ofNullable(from.sessionToken());
        byte[] signingKey =
                SigV4.signingKey(from.secretAccessKey(), CredentialScope.of(time, region, ConnectSignature.SERVICE));
        String signature = ConnectSignature.sign(
                signingKey,
                from.accessKeyId(),
                token,
                region,
                fileSystemId,
                ConnectSignature.hash(key.getPublic()),
                time);
        return new ClientCertificate.Authorization(from.accessKeyId(), signature, time, token);
    }

    private static byte[] integer(BigInteger value) {
        return Der.element(Der.INTEGER, value.toByteArray());
    }
}
