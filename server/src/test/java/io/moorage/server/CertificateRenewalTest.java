package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.auth.Authenticator;
import io.moorage.awsapi.dispatch.Dispatcher;
import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.awsapi.tls.PrivateCa;
import io.moorage.base.tls.PemFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that runs for months always shows a certificate that holds (RFC 5280 section 4.1.2.5). */
final class CertificateRenewalTest {
    private static final List<String> NAMES = List.of("localhost");
    private static final List<String> MOUNT_TARGETS = PrivateCa.mountTargetNames("us-east-1");

    private Instant now = InstantSource.system().instant();

    @Test
    void newConnectionsSeeTheNewCertificateAndTheRootStays(@TempDir Path directory) throws Exception {
        InstantSource clock = () -> now;
        PrivateCa ca = PrivateCa.open(directory, now, new SecureRandom());
        Dispatcher dispatcher = new Dispatcher(
                List.of(),
                new Authenticator(id -> Optional.empty(), "123456789012"),
                query -> Authorizer.Allowed.ALLOWED,
                "123456789012",
                "us-east-1",
                clock,
                () -> "id");
        try (AwsEndpoint endpoint = new AwsEndpoint(dispatcher, List.of(), List.of(), ca.serverContext(NAMES, now))) {
            endpoint.start();
            int port = endpoint.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), true)
                    .port();
            CertificateRenewal renewal = new CertificateRenewal(ca, NAMES, MOUNT_TARGETS, endpoint, clock);
            X509Certificate first = shown(ca, port);

            renewal.renewWhenDue();
            assertThat(shown(ca, port)).isEqualTo(first);

            for (int month = 0; month < 12; month++) {
                now = now.plus(Duration.ofDays(30));
                assertThat(renewal.renewWhenDue()).isLessThan(Duration.ofDays(1));
                assertThat(shown(ca, port).getNotAfter().toInstant()).isAfter(now.plus(Duration.ofDays(29)));
            }
            assertThat(shown(ca, port)).isNotEqualTo(first);
            X509Certificate mountTargets = PemFiles.certificate(directory.resolve("efs.pem"));
            assertThat(mountTargets.getNotAfter().toInstant()).isAfter(now.plus(Duration.ofDays(29)));
            mountTargets.verify(ca.root().getPublicKey());
        }
    }

    /** The certificate of a new connection, which holds by the test's clock. */
    private X509Certificate shown(PrivateCa ca, int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anything()}, null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            certificate.verify(ca.root().getPublicKey());
            certificate.checkValidity(Date.from(now));
            return certificate;
        }
    }

    /** The JDK's own judgement is by the time of this machine. */
    private static final class Anything implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
