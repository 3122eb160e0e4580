package io.moorage.awsapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.http.WebServer;
import io.moorage.awsapi.testing.TestEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One port for HTTP and HTTPS, ports that come and go, and peers that speak neither. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ListenersTest {
    private TestEndpoint endpoint;
    private HttpClient http;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        endpoint = new TestEndpoint(directory, List.of());
        http = HttpClient.newBuilder().sslContext(trusting(endpoint)).build();
    }

    @AfterAll
    void stop() throws Exception {
        http.shutdownNow();
        endpoint.close();
    }

    private static SSLContext trusting(TestEndpoint endpoint) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("moorage", endpoint.ca().root());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1", "http://localhost", "https://127.0.0.1", "https://localhost"})
    void onePortSpeaksBoth(String base) throws Exception {
        assertThat(page(base + ":" + endpoint.port()).body()).isEqualTo("/_moorage/health\n");
    }

    private HttpResponse<String> page(String base) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/_moorage/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void listenersComeAndGoWhileOthersServe() throws Exception {
        String further;
        try (WebServer.Listener listener = endpoint.listen(false)) {
            further = "http://127.0.0.1:" + listener.port();
            assertThat(page(further).statusCode()).isEqualTo(200);
        }
        assertThatThrownBy(() -> page(further)).isInstanceOf(ConnectException.class);
        assertThat(page(endpoint.uri().toString()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
                "\u0016\u0003\u0001 this is no ClientHello, whatever its first bytes say",
                "SSH-2.0-OpenSSH_9.2\r\n",
            })
    void whatIsNoHttpIsAnsweredOrClosed(String garbage) throws Exception {
        String answer = exchange(garbage.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answer).doesNotContain("200 OK").doesNotContain("Exception").doesNotContain("Jetty");
        assertThat(page(endpoint.uri().toString()).statusCode()).isEqualTo(200);
    }

    @Test
    void randomBytesDoNoHarm() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[1 + random.nextInt(2000)];
            random.nextBytes(noise);
            assertThat(exchange(noise)).doesNotContain("200 OK");
        }
        assertThat(page(endpoint.uri().toString()).statusCode()).isEqualTo(200);
    }

    @Test
    void anEndlessHeadIsRefused() throws Exception {
        String head = "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(64 * 1024) + "\r\n\r\n";

        assertThat(exchange(head.getBytes(StandardCharsets.US_ASCII))).startsWith("HTTP/1.1 431 ");
    }

    /** Sends, ends the sending side, and reads what comes until the peer closes. */
    private String exchange(byte[] content) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.setSoTimeout(10_000);
            try (InputStream in = socket.getInputStream()) {
                socket.getOutputStream().write(content);
                socket.shutdownOutput();
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException closed) {
                return "";
            }
        }
    }
}
