package io.moorage.efswire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.base.sigv4.CredentialScope;
import io.moorage.base.sigv4.SigV4;
import io.moorage.base.sigv4.SigningCredentials;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** amazon-efs-utils 1.36.0, mount_efs: what its certificates say and how they are signed. */
final class ClientCertificateTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String KEY_ID = "ASIAEXAMPLE00000000A";
    private static final String FILE_SYSTEM = "fs-0123456789abcdef0";
    private static final String KEY_HASH = "0123456789abcdef0123456789abcdef01234567";
    private static final Instant TIME = Instant.parse("2026-11-28T19:00:07Z");

    /** Both signatures were made by efs-utils' own create_canonical_request and calculate_signature. */
    @Test
    void signaturesAreThoseOfEfsUtils() {
        assertThat(sign(Optional.empty()))
                .isEqualTo("aa7862a8eb62cbe75e16a743d3619f657cb371b1f39facfc39eae6d8f68386d7");
        assertThat(sign(Optional.of("FwoGZXIvYXdzE//+=token==")))
                .isEqualTo("a8ec96cb371257c2bb03590104efb48e125c6f7191234443d53f023c8b674dfd");
    }

    private static String sign(Optional<String> token) {
        byte[] key = SigV4.signingKey(SECRET, CredentialScope.of(TIME, "us-east-1", ConnectSignature.SERVICE));
        return ConnectSignature.sign(key, KEY_ID, token, "us-east-1", FILE_SYSTEM, KEY_HASH, TIME);
    }

    @Test
    void whatAMadeCertificateSaysIsRead() throws Exception {
        KeyPair key = keyPair();
        CertificateMaker maker = new CertificateMaker(key, "host", FILE_SYSTEM, Optional.of("fsap-0123456789abcdef0"));
        X509Certificate certificate =
                maker.make(Optional.of(new SigningCredentials(KEY_ID, SECRET, "t".repeat(800))), "us-east-1", TIME);
        certificate.verify(key.getPublic());
        ClientCertificate says = ClientCertificate.of(certificate);
        assertThat(says.fileSystemId()).contains(FILE_SYSTEM);
        assertThat(says.accessPointId()).contains("fsap-0123456789abcdef0");
        assertThat(says.publicKeyHash()).isEqualTo(ConnectSignature.hash(key.getPublic()));
        ClientCertificate.Authorization authorization = says.authorization().orElseThrow();
        assertThat(authorization.accessKeyId()).isEqualTo(KEY_ID);
        assertThat(authorization.time()).isEqualTo(TIME);
        assertThat(authorization.sessionToken()).contains("t".repeat(800));
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(TIME.minusSeconds(15 * 60));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(TIME.plusSeconds(3 * 3600));
    }

    @Test
    void aCertificateOfNobodyInParticularSaysLittle() throws Exception {
        X509Certificate certificate = new CertificateMaker(keyPair(), "host", FILE_SYSTEM, Optional.empty())
                .make(Optional.empty(), "us-east-1", TIME);
        ClientCertificate says = ClientCertificate.of(certificate);
        assertThat(says.fileSystemId()).contains(FILE_SYSTEM);
        assertThat(says.accessPointId()).isEmpty();
        assertThat(says.authorization()).isEmpty();
    }

    /** What a hostile client may have written where lengths and types belong. */
    @Test
    void encodingsThatEndTooSoonAreRefused() {
        byte[] good = Der.sequence(Der.utf8("x".repeat(300)), Der.utcTime(TIME));
        for (int length = 0; length < good.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            assertThatThrownBy(() -> new Der.Reader(new Der.Reader(cut).next(Der.SEQUENCE)).utf8())
                    .isInstanceOf(MalformedCertificateException.class);
        }
        assertThatThrownBy(() -> new Der.Reader(new byte[] {0x30, (byte) 0x84, 1, 1, 1, 1}).next(Der.SEQUENCE))
                .isInstanceOf(MalformedCertificateException.class);
        assertThatThrownBy(() -> new Der.Reader(Der.element(Der.UTC_TIME, new byte[] {'x'})).utcTime())
                .isInstanceOf(MalformedCertificateException.class);
    }

    private static KeyPair keyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
