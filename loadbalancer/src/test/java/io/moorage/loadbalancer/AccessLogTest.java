package io.moorage.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.moorage.loadbalancer.control.AccessLogTerms;
import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.control.ListenerTerms.Certificate;
import io.moorage.loadbalancer.control.ListenerTerms.Negotiation;
import io.moorage.loadbalancer.control.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guide, "Access logs for your Classic Load Balancer": the files' names and places, and each field of their lines. */
class AccessLogTest {
    private static final Instant NOW = Instant.parse("2026-11-29T23:57:01.123456789Z");
    private static final String TIME = "(0\\.\\d{6})";

    @TempDir
    private Path directory = Path.of("set by JUnit");

    private LoadBalancers balancers;

    @BeforeEach
    void start() throws Exception {
        balancers = new LoadBalancers(1, () -> NOW, new Random(7));
    }

    @AfterEach
    void end() {
        balancers.close();
    }

    private int declare(Protocol clients, Protocol instances, int instancePort, @Nullable Certificate certificate)
            throws Exception {
        var check = new HealthCheckTerms(
                Protocol.TCP, instancePort, "", Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2);
        var terms = new BalancerTerms(
                "lb",
                null,
                List.of("127.0.9.100"),
                List.of(new ListenerTerms(clients, 0, instances, instancePort, certificate, false, null)),
                List.of(new InstanceTerms("i-1", "127.0.9.1", "us-east-1a", false)),
                check,
                true,
                Duration.ofSeconds(60),
                Map.of(),
                new AccessLogTerms(directory.toString(), "1_elasticloadbalancing_r_lb", Duration.ofMinutes(5)));
        assertThat(balancers.declare(List.of(terms)).failing()).isEmpty();
        return balancers.address("lb", 0).orElseThrow().getPort();
    }

    /** The time is the end of the interval, and the day is of that. */
    private List<String> lines(int expected) throws IOException {
        Path day = directory.resolve("2026/11/30");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(day) && lines(day).size() >= expected);
        try (Stream<Path> files = Files.list(day)) {
            assertThat(files).singleElement().satisfies(file -> assertThat(
                            file.getFileName().toString())
                    .matches("1_elasticloadbalancing_r_lb_20261130T0000Z_127\\.0\\.9\\.100_[a-z0-9]{8}\\.log"));
        }
        return lines(day);
    }

    private static List<String> lines(Path day) throws IOException {
        try (Stream<Path> files = Files.list(day)) {
            return Files.readAllLines(files.findFirst().orElseThrow());
        }
    }

    private static String ask(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.9.100", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void requests() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.9.1", 0), 50);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(201, 5);
                exchange.getResponseBody().write(new byte[5]);
            }
        });
        server.start();
        int instancePort = server.getAddress().getPort();
        try {
            int port = declare(Protocol.HTTP, Protocol.HTTP, instancePort, null);
            String headers = "Host: shop.test\r\nUser-Agent: test/1 (\"x\")\r\nConnection: close\r\n";
            assertThat(ask(port, "POST /a?b=c HTTP/1.1\r\n" + headers + "Content-Length: 3\r\n\r\nabc"))
                    .startsWith("HTTP/1.1 201");
            assertThat(ask(port, "no request\r\n\r\n")).startsWith("HTTP/1.1 400");
            server.stop(0);
            assertThat(ask(port, "GET / HTTP/1.1\r\nHost: shop.test:80\r\n\r\n"))
                    .startsWith("HTTP/1.1 503");
            List<String> lines = lines(3);
            assertThat(lines.getFirst())
                    .matches("2026-11-29T23:57:01\\.123456Z lb 127\\.0\\.\\d\\.\\d+:\\d+ 127\\.0\\.9\\.1:"
                            + instancePort
                            + " " + TIME + " " + TIME + " " + TIME + " 201 201 3 5 \"POST http://shop\\.test:" + port
                            + "/a\\?b=c HTTP/1\\.1\" \"test/1 \\(\\\\x22x\\\\x22\\)\" - -");
            assertThat(lines.get(1)).endsWith(" - -1 -1 -1 400 0 0 0 \"- - - \" \"-\" - -");
            assertThat(lines.get(2)).endsWith(" - -1 -1 -1 503 0 0 0 \"GET http://shop.test:80/ HTTP/1.1\" \"-\" - -");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void connections() throws Exception {
        Tls own = Tls.of("lb.test", directory);
        try (EchoInstance instance = new EchoInstance("127.0.9.1", 0)) {
            Negotiation negotiation =
                    new Negotiation(List.of("TLSv1.2"), List.of("ECDHE-ECDSA-AES128-GCM-SHA256"), true);
            int port = declare(Protocol.SSL, Protocol.TCP, instance.port(), own.certificate(negotiation));
            try (SSLSocket socket = (SSLSocket) Tls.client().getSocketFactory().createSocket("127.0.9.100", port)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write("abc\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readNBytes("127.0.9.1\nabc\n".length()))
                        .asString()
                        .isEqualTo("127.0.9.1\nabc\n");
            }
            assertThat(lines(1).getFirst())
                    .matches("2026-11-29T23:57:0\\S+Z lb 127\\.0\\.\\d\\.\\d+:\\d+ 127\\.0\\.9\\.1:" + instance.port()
                            + " "
                            + TIME + " " + TIME + " " + TIME
                            + " - - 4 14 \"- - - \" \"-\" ECDHE-ECDSA-AES128-GCM-SHA256 TLSv1\\.2");
        }
    }
}
