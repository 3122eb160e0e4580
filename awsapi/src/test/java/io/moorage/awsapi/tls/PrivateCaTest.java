package io.moorage.awsapi.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 5280 certificates, made once, kept, renewed. */
final class PrivateCaTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final List<String> NAMES = PrivateCa.endpointNames("eu-central-1", 4566);

    @TempDir
    private Path directory;

    @Test
    void theRootIsMadeOnce() throws Exception {
        PrivateCa first = PrivateCa.open(directory, NOW, new SecureRandom());
        PrivateCa again = PrivateCa.open(directory, NOW.plus(Duration.ofDays(1000)), new SecureRandom());

        assertThat(again.root()).isEqualTo(first.root());
        assertThat(first.root().getBasicConstraints()).isZero();
        assertThat(Files.readString(first.rootFile())).startsWith("-----BEGIN CERTIFICATE-----");
        first.root().verify(first.root().getPublicKey());
    }

    @Test
    void keysAreTheirOwnersOnly() throws Exception {
        PrivateCa.open(directory, NOW, new SecureRandom()).serverContext(NAMES, NOW);

        for (String key : List.of("ca-key.pem", "server-key.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theServersCertificateCarriesEveryName() throws Exception {
        PrivateCa ca = PrivateCa.open(directory, NOW, new SecureRandom());
        ca.serverContext(NAMES, NOW);

        var certificate = new PemDirectory(directory).certificate("server");

        certificate.verify(ca.root().getPublicKey());
        certificate.checkValidity(Date.from(NOW));
        assertThat(PrivateCa.names(certificate))
                .isEqualTo(NAMES)
                .contains("*.eu-central-1.amazonaws.com", "*.amazonaws.com", "169.254.169.1", "127.0.0.1:4566");
    }

    @Test
    void itIsRenewedInTimeAndForNewNames() throws Exception {
        PrivateCa ca = PrivateCa.open(directory, NOW, new SecureRandom());
        ca.serverContext(NAMES, NOW);
        var first = new PemDirectory(directory).certificate("server");

        ca.serverContext(NAMES, NOW.plus(Duration.ofDays(59)));
        assertThat(new PemDirectory(directory).certificate("server")).isEqualTo(first);
        assertThat(ca.isRenewalDue(NAMES, NOW.plus(Duration.ofDays(59)))).isFalse();

        assertThat(ca.isRenewalDue(NAMES, NOW.plus(Duration.ofDays(61)))).isTrue();
        ca.serverContext(NAMES, NOW.plus(Duration.ofDays(61)));
        var second = new PemDirectory(directory).certificate("server");
        assertThat(second).isNotEqualTo(first);

        ca.serverContext(List.of("localhost"), NOW.plus(Duration.ofDays(61)));
        assertThat(new PemDirectory(directory).certificate("server")).isNotEqualTo(second);
    }
}
