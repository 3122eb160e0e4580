package io.moorage.awsapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.moorage.awsapi.testing.TestEndpoint;
import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** RFC 6455 with the JDK's client as the peer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebSocketTest {
    private final BlockingQueue<String> served = new LinkedBlockingQueue<>();
    private final BlockingQueue<WebSocketConnection> opened = new LinkedBlockingQueue<>();
    private TestEndpoint endpoint;
    private HttpClient http;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        endpoint =
                new TestEndpoint(directory, List.of(new WebSocketRoute("/acs/ws", "ecs", "Poll", new EchoHandler())));
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void allowAgain() {
        endpoint.authorizeWith(query -> Authorizer.Allowed.ALLOWED);
        served.clear();
        opened.clear();
    }

    @AfterAll
    void stop() throws Exception {
        http.shutdownNow();
        endpoint.close();
    }

    /** Echoes; refuses the cluster {@code gone} as ACS refuses an inactive instance. */
    private final class EchoHandler implements WebSocketRoute.Handler {
        @Override
        public WebSocketRoute.Outcome upgrade(WebSocketRoute.Upgrade upgrade) {
            served.add("upgrade " + upgrade.query().get("clusterArn") + " by "
                    + upgrade.context().principal().arn());
            if ("gone".equals(upgrade.query().get("clusterArn"))) {
                return new WebSocketRoute.Refuse(400, errorBody("InactiveInstanceException", "gone"));
            }
            return new WebSocketRoute.Accept(new Echo());
        }

        @Override
        public String errorBody(String code, String message) {
            return "{\"type\":\"" + code + "\",\"message\":{\"message\":\"" + message + "\"}}";
        }
    }

    private final class Echo implements WebSocketListener {
        @Override
        public void onOpen(WebSocketConnection connection) {
            opened.add(connection);
        }

        @Override
        public void onText(WebSocketConnection connection, String text) {
            try {
                connection.send("echo " + text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onClose(int code, String reason) {
            served.add("closed " + code + " " + reason);
        }
    }

    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            received.add("closed " + code + " " + reason);
            return null;
        }

        @Nullable
        String next() throws InterruptedException {
            return received.poll(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void carriesTextBothWays() throws Exception {
        Client client = new Client();
        WebSocket socket = connect("clusterArn=c1", client);

        socket.sendText("hel", false).join();
        socket.sendText("lö", true).join();
        assertThat(client.next()).isEqualTo("echo hellö");
        WebSocketConnection connection = connection();
        connection.send("x".repeat(300_000));
        assertThat(client.next()).hasSize(300_000);
        assertThat(connection.remoteAddress()).isEqualTo("127.0.0.1");
        assertThat(served.poll(10, TimeUnit.SECONDS)).isEqualTo("upgrade c1 by " + TestEndpoint.SESSION.arn());

        socket.sendClose(1000, "bye").join();
        assertThat(served.poll(10, TimeUnit.SECONDS)).isEqualTo("closed 1000 bye");
        // The listener is told before the connection's own state has changed on another thread.
        await().atMost(Duration.ofSeconds(10)).until(() -> !connection.isOpen());
        assertThatThrownBy(() -> connection.send("late")).isInstanceOf(IOException.class);
    }

    @Test
    void theServerClosesWithItsCode() throws Exception {
        Client client = new Client();
        connect("clusterArn=c1", client);

        connection().close(1008, "too slow");

        assertThat(client.next()).isEqualTo("closed 1008 too slow");
    }

    @Test
    void aVanishedPeerIsClosedOnce() throws Exception {
        WebSocket socket = connect("clusterArn=c1", new Client());
        connection();
        served.clear();

        socket.abort();

        assertThat(served.poll(10, TimeUnit.SECONDS)).startsWith("closed 1006");
        assertThat(served).isEmpty();
    }

    /** The JDK's client hides the body of a refusal, so it is read from the socket. */
    @Test
    void refusalsCarryAStatusAndABody() throws Exception {
        StringBuilder head = new StringBuilder("GET /acs/ws?clusterArn=gone HTTP/1.1\r\n");
        head.append("Host: ").append(endpoint.strictUri().getAuthority()).append("\r\n");
        head.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
        head.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        signature("clusterArn=gone")
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), endpoint.strictUri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .endsWith("\r\n\r\n{\"type\":\"InactiveInstanceException\",\"message\":{\"message\":\"gone\"}}");
        }
    }

    @Test
    void theSignatureIsVerifiedFirst() {
        WebSocketHandshakeException unsigned = handshakeFailure(
                URI.create(endpoint.strictUri().toString().replace("http", "ws") + "/acs/ws?clusterArn=c1"), Map.of());
        WebSocketHandshakeException tampered = refused("clusterArn=c1", Map.of("clusterArn=c1", "clusterArn=c2"));

        assertThat(unsigned.getResponse().statusCode()).isEqualTo(400);
        assertThat(tampered.getResponse().statusCode()).isEqualTo(400);
        assertThat(served).isEmpty();
    }

    @Test
    void thePermissionIsCheckedBeforeTheHandlerIsAsked() {
        endpoint.authorizeWith(query -> query.action().equals("ecs:Poll")
                ? new Authorizer.Denied(query.resources().getFirst(), Authorizer.Reason.NOTHING_ALLOWS)
                : Authorizer.Allowed.ALLOWED);

        assertThat(refused("clusterArn=c1", Map.of()).getResponse().statusCode())
                .isEqualTo(400);
        assertThat(served).isEmpty();
    }

    private WebSocketConnection connection() throws InterruptedException {
        WebSocketConnection connection = opened.poll(10, TimeUnit.SECONDS);
        if (connection == null) {
            throw new AssertionError("no connection was opened within 10 s");
        }
        return connection;
    }

    private WebSocket connect(String query, Client client) {
        URI uri = URI.create(endpoint.strictUri().toString().replace("http", "ws") + "/acs/ws?" + query);
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        signature(query).forEach(builder::header);
        return builder.buildAsync(uri, client).join();
    }

    private Map<String, String> signature(String query) {
        return new SigV4Signer("us-east-1", "ecs")
                .sign(
                        new SigningCredentials("ASIASESSION", "session-secret", "the+token=="),
                        "GET",
                        "/acs/ws",
                        query,
                        Map.of("Host", endpoint.strictUri().getAuthority()),
                        new byte[0],
                        InstantSource.system().instant());
    }

    /** Signs {@code query}, then sends it with {@code tamper} applied. */
    private WebSocketHandshakeException refused(String query, Map<String, String> tamper) {
        String sent = tamper.getOrDefault(query, query);
        URI uri = URI.create(endpoint.strictUri().toString().replace("http", "ws") + "/acs/ws?" + sent);
        return handshakeFailure(uri, signature(query));
    }

    private WebSocketHandshakeException handshakeFailure(URI uri, Map<String, String> headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        headers.forEach(builder::header);
        Throwable failure =
                catchThrowable(() -> builder.buildAsync(uri, new Client()).join());
        assertThat(failure).isInstanceOf(CompletionException.class);
        if (failure.getCause() instanceof WebSocketHandshakeException refused) {
            return refused;
        }
        throw new AssertionError("no answer to the handshake", failure);
    }
}
