package io.moorage.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.control.ListenerTerms.Certificate;
import io.moorage.loadbalancer.control.Protocol;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSL listeners: the balancer ends TLS with the listener's certificate (guide, "SSL/TLS certificates for Classic Load Balancers"). */
class EncryptedListenerTest {
    private final Path directory;

    EncryptedListenerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Certificate certificate() throws IOException, InterruptedException {
        Path chain = directory.resolve("chain.pem");
        Path key = directory.resolve("key.pem");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-subj",
                        "/CN=lb.test",
                        "-days",
                        "2",
                        "-keyout",
                        key.toString(),
                        "-out",
                        chain.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertThat(openssl.waitFor()).as("openssl req").isZero();
        return new Certificate(Files.readString(chain), Files.readString(key));
    }

    private static BalancerTerms terms(int instancePort, Certificate certificate) {
        var listener = new ListenerTerms(Protocol.SSL, 0, Protocol.TCP, instancePort, certificate, false, null);
        var check = new HealthCheckTerms(
                Protocol.TCP, instancePort, "", Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2);
        var instance = new InstanceTerms("i-1", "127.0.7.3", "us-east-1a", false);
        return new BalancerTerms(
                "lb",
                null,
                List.of("127.0.7.101"),
                List.of(listener),
                List.of(instance),
                check,
                true,
                Duration.ofSeconds(60));
    }

    @Test
    void whatComesEncryptedReachesTheInstanceInTheClear() throws Exception {
        try (EchoInstance instance = new EchoInstance("127.0.7.3", 0);
                LoadBalancers balancers = new LoadBalancers(1)) {
            assertThat(balancers
                            .declare(List.of(terms(instance.port(), certificate())))
                            .failing())
                    .isEmpty();
            int port = balancers.address("lb", 0).orElseThrow().getPort();
            SSLContext trusting = SSLContext.getInstance("TLS");
            trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.7.101", port)) {
                socket.setSoTimeout(20_000);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                assertThat(in.readLine()).isEqualTo("127.0.7.3");
                socket.getOutputStream().write("over TLS\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(in.readLine()).isEqualTo("over TLS");
                assertThat(socket.getSession().getPeerPrincipal().getName()).isEqualTo("CN=lb.test");
            }
        }
    }

    @Test
    void aCertificateThatIsNoneIsTold() throws Exception {
        try (LoadBalancers balancers = new LoadBalancers(1)) {
            var declared = balancers.declare(List.of(terms(9, new Certificate("no certificate", "no key"))));
            assertThat(declared.failing().get("lb")).contains("certificate");
        }
    }
}
