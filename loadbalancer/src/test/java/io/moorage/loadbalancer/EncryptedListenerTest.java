package io.moorage.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.control.ListenerTerms.Certificate;
import io.moorage.loadbalancer.control.ListenerTerms.Negotiation;
import io.moorage.loadbalancer.control.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SSL and HTTPS listeners: the balancer ends TLS with the listener's certificate, and begins it anew where instances want it
 * (guide, "SSL/TLS certificates for Classic Load Balancers", "Listener configurations").
 */
class EncryptedListenerTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String BALANCER = "127.0.7.101";
    private static final String INSTANCE = "127.0.7.3";

    private final Path directory;
    private final Tls own;
    private LoadBalancers balancers;

    EncryptedListenerTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.own = Tls.of("lb.test", directory);
    }

    @BeforeEach
    void start() throws Exception {
        balancers = new LoadBalancers(1, InstantSource.system(), new Random(7));
    }

    @AfterEach
    void end() {
        balancers.close();
    }

    private static HealthCheckTerms check(Protocol protocol, int port) {
        return new HealthCheckTerms(
                protocol, port, protocol.requests() ? "/" : "", Duration.ofMillis(100), Duration.ofSeconds(2), 2, 2);
    }

    private BalancerTerms terms(
            Protocol clients, Protocol instances, int instancePort, Certificate certificate, List<String> keys) {
        return new BalancerTerms(
                "lb",
                null,
                List.of(BALANCER),
                List.of(new ListenerTerms(clients, 0, instances, instancePort, certificate, false, null)),
                List.of(new InstanceTerms("i-1", INSTANCE, "us-east-1a", false)),
                check(instances, instancePort),
                true,
                Duration.ofSeconds(60),
                Map.of(instancePort, keys),
                null);
    }

    private int declare(BalancerTerms terms) throws InterruptedException {
        assertThat(balancers.declare(List.of(terms)).failing()).isEmpty();
        return balancers.address("lb", 0).orElseThrow().getPort();
    }

    private static SSLSocket connect(int port) throws Exception {
        SSLSocket socket = (SSLSocket) Tls.client().getSocketFactory().createSocket(BALANCER, port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static BufferedReader reader(SSLSocket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private void await(Health.State state) {
        Awaitility.await("the checks to say " + state)
                .atMost(BOUND)
                .until(() -> balancers
                                .health("lb")
                                .getOrDefault("i-1", Health.UNCHECKED)
                                .state()
                        == state);
    }

    private static void echoes(SSLSocket socket) throws IOException {
        BufferedReader in = reader(socket);
        assertThat(in.readLine()).isEqualTo(INSTANCE);
        socket.getOutputStream().write("over TLS\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(in.readLine()).isEqualTo("over TLS");
    }

    @Test
    void whatComesEncryptedReachesTheInstanceInTheClear() throws Exception {
        try (EchoInstance instance = new EchoInstance(INSTANCE, 0)) {
            int port = declare(
                    terms(Protocol.SSL, Protocol.TCP, instance.port(), own.certificate(Negotiation.ANY), List.of()));
            try (SSLSocket socket = connect(port)) {
                echoes(socket);
                assertThat(socket.getSession().getPeerPrincipal().getName()).isEqualTo("CN=lb.test");
            }
        }
    }

    /** "The public key ... must match a public key in the policy": guide, "Configure back-end instance authentication". */
    @Test
    void anInstanceWithAnotherKeyThanItsPolicySaysIsNotServed() throws Exception {
        Tls right = Tls.of("right", directory);
        Tls wrong = Tls.of("wrong", directory);
        try (EchoInstance instance = new EchoInstance(
                INSTANCE, right.server().getServerSocketFactory().createServerSocket())) {
            Certificate certificate = own.certificate(Negotiation.ANY);
            int port = declare(terms(
                    Protocol.SSL,
                    Protocol.SSL,
                    instance.port(),
                    certificate,
                    List.of(wrong.publicKey(), right.publicKey())));
            try (SSLSocket socket = connect(port)) {
                echoes(socket);
            }
            await(Health.State.IN_SERVICE);
            int other = declare(
                    terms(Protocol.SSL, Protocol.SSL, instance.port(), certificate, List.of(wrong.publicKey())));
            try (SSLSocket socket = connect(other)) {
                assertThat(reader(socket).readLine())
                        .as("what the instance says")
                        .isNull();
            }
            await(Health.State.OUT_OF_SERVICE);
        }
    }

    private static HttpServer serve(HttpServer server) throws IOException {
        server.bind(new InetSocketAddress(INSTANCE, 0), 50);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = String.join(
                                " ", exchange.getRequestHeaders().getOrDefault("X-forwarded-proto", List.of("none")))
                        .getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    private static HttpResponse<String> get(int port) throws Exception {
        SSLParameters anybody = new SSLParameters();
        anybody.setEndpointIdentificationAlgorithm("");
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Tls.client())
                .sslParameters(anybody)
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://" + BALANCER + ":" + port + "/"))
                            .timeout(BOUND)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** {@code X-Forwarded-Proto} says what the client spoke. */
    @Test
    void requestsComeEncryptedAndGoOnInTheClearOrEncryptedAnew() throws Exception {
        HttpServer plain = serve(HttpServer.create());
        HttpsServer https = HttpsServer.create();
        https.setHttpsConfigurator(
                new HttpsConfigurator(Tls.of("instance", directory).server()));
        HttpServer encrypted = serve(https);
        Certificate certificate = own.certificate(Negotiation.ANY);
        try {
            int one = declare(
                    terms(Protocol.HTTPS, Protocol.HTTP, plain.getAddress().getPort(), certificate, List.of()));
            assertThat(get(one).body()).isEqualTo("https");
            int other = declare(
                    terms(Protocol.HTTPS, Protocol.HTTPS, encrypted.getAddress().getPort(), certificate, List.of()));
            assertThat(get(other).body()).isEqualTo("https");
            await(Health.State.IN_SERVICE);
            int third = declare(terms(
                    Protocol.HTTPS,
                    Protocol.HTTPS,
                    encrypted.getAddress().getPort(),
                    certificate,
                    List.of(own.publicKey())));
            assertThat(get(third).statusCode())
                    .as("the instance has another key")
                    .isEqualTo(503);
        } finally {
            plain.stop(0);
            encrypted.stop(0);
        }
    }

    /** "A security policy is a combination of SSL protocols, SSL ciphers, and the Server Order Preference option." */
    @Test
    void clientsAgreeOnWhatThePolicyHas() throws Exception {
        try (EchoInstance instance = new EchoInstance(INSTANCE, 0)) {
            Negotiation negotiation = new Negotiation(
                    List.of("TLSv1", "TLSv1.2"),
                    List.of("RC4-SHA", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256"),
                    true);
            int port = declare(
                    terms(Protocol.SSL, Protocol.TCP, instance.port(), own.certificate(negotiation), List.of()));
            try (SSLSocket socket = connect(port)) {
                socket.setEnabledCipherSuites(new String[] {
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
                });
                echoes(socket);
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
                assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
            }
            try (SSLSocket socket = connect(port)) {
                socket.setEnabledProtocols(new String[] {"TLSv1.3"});
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    @Test
    void aCertificateThatIsNoneIsTold() throws Exception {
        var declared = balancers.declare(List.of(terms(
                Protocol.SSL,
                Protocol.TCP,
                9,
                new Certificate("no certificate", "no key", Negotiation.ANY),
                List.of())));
        assertThat(declared.failing().get("lb")).contains("certificate");
    }

    @Test
    void ciphersHaveTwoNames() {
        assertThat(Ciphers.java("ECDHE-RSA-AES128-SHA")).contains("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
        assertThat(Ciphers.java("AES256-SHA256")).contains("TLS_RSA_WITH_AES_256_CBC_SHA256");
        assertThat(Ciphers.java("CAMELLIA128-SHA")).isEmpty();
        assertThat(Ciphers.aws("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")).isEqualTo("ECDHE-RSA-AES128-SHA");
        assertThat(Ciphers.aws("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")).isEqualTo("ECDHE-ECDSA-AES128-GCM-SHA256");
        assertThat(Ciphers.aws("TLS_AES_128_GCM_SHA256")).isEqualTo("TLS_AES_128_GCM_SHA256");
    }
}
