package io.moorage.awsapi.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.WebSocketRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that take their time, more of them than the server has threads, keep nobody else out. */
@Timeout(60)
final class WebServerTest {
    private static final int MORE_THAN_THREADS = 700;
    private static final int LARGEST_BODY = 1000;
    private static final int SHORTER_THAN_THE_TEST_MILLIS = 20_000;

    private final CountDownLatch begun = new CountDownLatch(MORE_THAN_THREADS);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Socket> clients = new ArrayList<>();
    private WebServer server;
    private int port;

    /** Answers {@code /wait} and what {@code /stream} writes when it is told to, and anything else at once. */
    private final class Waiting implements Site {
        @Override
        public HttpAnswer answer(HttpRequest request) {
            return switch (request.rawPath()) {
                case "/wait" -> {
                    await();
                    yield HttpAnswer.of(200, "text/plain", "waited");
                }
                case "/stream" ->
                    HttpAnswer.streamed("text/plain", out -> {
                        await();
                        out.write("waited".getBytes(US_ASCII));
                    });
                default -> HttpAnswer.of(200, "text/plain", request.body().length + " bytes");
            };
        }

        private void await() {
            begun.countDown();
            try {
                assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }

        @Override
        public HttpAnswer refuseTooLarge(HttpRequest head, long limit) {
            return HttpAnswer.of(413, "text/plain", "over " + limit);
        }

        @Override
        public Optional<WebSocketRoute.Outcome> upgrade(HttpRequest head) {
            return Optional.empty();
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(new Waiting(), SSLContext.getDefault(), LARGEST_BODY);
        server.start();
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MORE_THAN_THREADS);
        port = server.listen(channel, true).port();
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        for (Socket each : clients) {
            each.close();
        }
        server.close();
    }

    @Test
    void requestsThatWait() throws Exception {
        List<Socket> waiting = send("GET /wait HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ask("")).endsWith("0 bytes");
        end.countDown();
        assertAllEndWith(waiting, "waited");
    }

    @Test
    void answersThatAreWrittenSlowly() throws Exception {
        List<Socket> waiting = send("GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ask("")).endsWith("0 bytes");
        end.countDown();
        for (Socket each : waiting) {
            assertThat(read(each)).startsWith("HTTP/1.1 200 ").contains("waited");
        }
    }

    @Test
    void bodiesThatComeSlowly() throws Exception {
        List<Socket> slow = send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10\r\n\r\nfirst");
        assertThat(ask("body")).endsWith("4 bytes");
        for (Socket each : slow) {
            each.getOutputStream().write("lasts".getBytes(US_ASCII));
        }
        assertAllEndWith(slow, "10 bytes");
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefused() throws Exception {
        String piece = "200\r\n" + "x".repeat(0x200) + "\r\n";
        Socket client = connect();
        client.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + piece + piece
                                + "0\r\n\r\n")
                        .getBytes(US_ASCII));
        assertThat(read(client)).startsWith("HTTP/1.1 413 ").endsWith("over 1000");
    }

    private List<Socket> send(String request) throws IOException {
        List<Socket> all = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_THREADS; i++) {
            Socket socket = connect();
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            all.add(socket);
        }
        return all;
    }

    private String ask(String body) throws IOException {
        Socket socket = connect();
        socket.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(US_ASCII));
        return read(socket);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SHORTER_THAN_THE_TEST_MILLIS);
        clients.add(socket);
        return socket;
    }

    private static void assertAllEndWith(List<Socket> sockets, String end) throws IOException {
        for (Socket each : sockets) {
            assertThat(read(each)).startsWith("HTTP/1.1 200 ").endsWith(end);
        }
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
}
