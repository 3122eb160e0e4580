package io.moorage.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.InstanceTerms;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.control.ListenerTerms.Stickiness;
import io.moorage.loadbalancer.control.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP listeners (Classic Load Balancers guide), between the JDK's client and server. */
class RequestServiceTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final List<HttpServer> servers = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private LoadBalancers balancers;
    private int instancePort;
    private int port;

    @BeforeEach
    void start() throws Exception {
        balancers = new LoadBalancers(2, InstantSource.system(), new Random(7));
        instancePort = serve("127.0.8.1", 0);
        serve("127.0.8.2", instancePort);
    }

    @AfterEach
    void end() {
        never.countDown();
        client.close();
        balancers.close();
        servers.forEach(server -> server.stop(0));
    }

    private int serve(String address, int wanted) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, wanted), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(address, exchange);
            }
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private void handle(String address, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Instance", address);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.startsWith("X-forwarded")) {
                exchange.getResponseHeaders().set("Seen-" + name, String.join("|", values));
            }
        });
        switch (exchange.getRequestURI().getPath()) {
            case "/echo" -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getRequestBody().transferTo(exchange.getResponseBody());
            }
            case "/hang" -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case "/login" -> {
                exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
                exchange.sendResponseHeaders(204, -1);
            }
            default -> {
                byte[] body = address.getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private void declare(@Nullable Stickiness stickiness, Duration idleTimeout, int... instances) throws Exception {
        var listener = new ListenerTerms(Protocol.HTTP, port, Protocol.HTTP, instancePort, null, false, stickiness);
        var check = new HealthCheckTerms(
                Protocol.HTTP, instancePort, "/", Duration.ofMillis(100), Duration.ofSeconds(2), 2, 2);
        List<InstanceTerms> told = new ArrayList<>();
        for (int number : instances) {
            told.add(new InstanceTerms("i-" + number, "127.0.8." + number, "us-east-1a", false));
        }
        var terms = new BalancerTerms(
                "lb", null, List.of("127.0.8.100"), List.of(listener), told, check, true, idleTimeout);
        assertThat(balancers.declare(List.of(terms)).failing()).isEmpty();
        port = balancers.address("lb", port).orElseThrow().getPort();
        for (int number : instances) {
            await("i-" + number + " to be in service").atMost(BOUND).until(() -> balancers
                    .health("lb")
                    .getOrDefault("i-" + number, Health.UNCHECKED)
                    .inService());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.8.100:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** One request for each connection, though it does not say so. */
    private static void answerOnce(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
                    line = in.readLine();
                }
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Its client, or the test, has ended.
            }
        }
    }

    @Test
    void aConnectionThatItsInstanceEndedIsNotUsedAgain() throws Exception {
        try (ServerSocket once = new ServerSocket(instancePort, 50, InetAddress.getByName("127.0.8.3"))) {
            Thread.ofVirtual().start(() -> answerOnce(once));
            declare(null, Duration.ofSeconds(60), 3);
            try (Socket socket = new Socket("127.0.8.100", port)) {
                socket.setSoTimeout(20_000);
                for (int i = 0; i < 3; i++) {
                    socket.getOutputStream()
                            .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                            .isEqualTo("HTTP/1.1 200 OK");
                    skipToEnd(socket.getInputStream());
                    await("the instance's end to be noticed").atMost(BOUND).until(() -> underWay("i-3") == 0);
                }
            }
        }
    }

    private static void skipToEnd(InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith("ok")) {
            read.append((char) in.read());
        }
    }

    private int underWay(String instance) {
        return Optional.ofNullable(balancers.status().get("lb"))
                .map(each -> each.instances().get(instance))
                .orElseThrow()
                .underWay();
    }

    @Test
    void requestsOfOneConnectionAreSharedAmongInstances() throws Exception {
        declare(null, Duration.ofSeconds(60), 1, 2);
        Set<String> got = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> response = get("/");
            assertThat(response.statusCode()).isEqualTo(200);
            got.add(response.body());
        }
        assertThat(got).containsExactlyInAnyOrder("127.0.8.1", "127.0.8.2");
    }

    /** Guide, "HTTP headers and Classic Load Balancers". */
    @Test
    void instancesAreToldWhoAsked() throws Exception {
        declare(null, Duration.ofSeconds(60), 1);
        HttpResponse<String> response = get("/", "X-Forwarded-For", "203.0.113.7");
        assertThat(response.headers().firstValue("Seen-X-forwarded-for").orElse(""))
                .startsWith("203.0.113.7, 127.");
        assertThat(response.headers().firstValue("Seen-X-forwarded-proto")).hasValue("http");
        assertThat(response.headers().firstValue("Seen-X-forwarded-port")).hasValue(Integer.toString(port));
    }

    @Test
    void bodiesOfAnySizePassBothWays() throws Exception {
        declare(null, Duration.ofSeconds(60), 1, 2);
        byte[] sent = new byte[8 << 20];
        new Random(11).nextBytes(sent);
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> response = client.send(
                    request("/echo")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(sent))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.body()).isEqualTo(sent);
        }
    }

    /** "HTTP 503: Service unavailable ... no registered instances" (guide, "Troubleshoot: HTTP errors"). */
    @Test
    void withoutInstancesTheAnswerIs503() throws Exception {
        declare(null, Duration.ofSeconds(60));
        assertThat(get("/").statusCode()).isEqualTo(503);
    }

    /** "HTTP 504: Gateway timeout ... the application takes longer to respond than the idle timeout". */
    @Test
    void anInstanceThatDoesNotAnswerIsA504() throws Exception {
        declare(null, Duration.ofMillis(300), 1);
        assertThat(get("/hang").statusCode()).isEqualTo(504);
    }

    /** "HTTP 400: BAD_REQUEST ... malformed". */
    @Test
    void whatIsNoRequestIsA400() throws Exception {
        declare(null, Duration.ofSeconds(60), 1);
        try (Socket socket = new Socket("127.0.8.100", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("\u0001garbage\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aCookieOfTheBalancerKeepsAClientWithItsInstance() throws Exception {
        declare(new Stickiness.Duration(60L), Duration.ofSeconds(60), 1, 2);
        HttpResponse<String> first = get("/");
        String cookie = first.headers().firstValue("Set-Cookie").orElse("");
        assertThat(cookie).matches("AWSELB=[0-9A-F]+;PATH=/;MAX-AGE=60");
        for (int i = 0; i < 6; i++) {
            HttpResponse<String> next = get("/", "Cookie", cookie.substring(0, cookie.indexOf(';')));
            assertThat(next.body()).isEqualTo(first.body());
            assertThat(next.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aCookieOfTheApplicationDoes() throws Exception {
        declare(new Stickiness.Application("session"), Duration.ofSeconds(60), 1, 2);
        assertThat(get("/").headers().firstValue("Set-Cookie")).isEmpty();
        HttpResponse<String> login = get("/login");
        assertThat(login.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .anyMatch(cookie -> cookie.startsWith("session=1"))
                .anyMatch(cookie -> cookie.matches("AWSELB=[0-9A-F]+;PATH=/"));
    }

    /** Two requests in one packet, the second of an HTTP/1.0 client that is told the end by the end. */
    @Test
    void requestsThatComeTogetherAreAnsweredInOrder() throws Exception {
        declare(null, Duration.ofSeconds(60), 1);
        try (Socket socket = new Socket("127.0.8.100", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.split("127\\.0\\.8\\.1", -1)).hasSize(5);
        }
    }
}
