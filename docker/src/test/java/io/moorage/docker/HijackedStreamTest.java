package io.moorage.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Docker Engine API, "Attach to a container": hijacking, and the stream format of what is no terminal. */
final class HijackedStreamTest {
    private static final String TAKEN_OVER = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

    private ServerSocketChannel listening;
    private HijackedStream.Engine engine;

    @BeforeEach
    void listen(@TempDir Path home) throws IOException {
        Path socket = home.resolve("docker.sock");
        listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        engine = new HijackedStream.Engine(URI.create("unix://" + socket));
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
    }

    /** An engine that answers so, then reads to the end of what it is told, says that back on stderr, and ends. */
    private CompletableFuture<String> engineThatSays(String head, byte[] first) {
        return CompletableFuture.supplyAsync(() -> {
            try (SocketChannel client = listening.accept()) {
                ByteBuffer buffer = ByteBuffer.allocate(4096);
                client.read(buffer);
                String request = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
                client.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
                client.write(ByteBuffer.wrap(first));
                buffer.clear();
                while (client.read(buffer) >= 0) {
                    // Until its peer has no more to say.
                }
                byte[] said = new byte[buffer.position()];
                buffer.flip().get(said);
                client.write(ByteBuffer.wrap(frame(2, said)));
                return request;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static byte[] frame(int stream, byte[] bytes) {
        return ByteBuffer.allocate(8 + bytes.length)
                .put((byte) stream)
                .put(new byte[3])
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    @Test
    void outputGoesOnAfterTheEndOfTheInput() throws Exception {
        CompletableFuture<String> request = engineThatSays(TAKEN_OVER, frame(1, new byte[] {'o', 'u', 't'}));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (HijackedStream stream = engine.post("/exec/1/start", "{}")) {
            stream.write("in".getBytes(StandardCharsets.US_ASCII));
            stream.endInput();
            stream.readFrames(output::writeBytes, errors::writeBytes);
        }
        assertThat(request.get()).startsWith("POST /exec/1/start HTTP/1.1\r\n").contains("Upgrade: tcp\r\n");
        assertThat(output.toString(StandardCharsets.US_ASCII)).isEqualTo("out");
        assertThat(errors.toString(StandardCharsets.US_ASCII))
                .as("what it heard")
                .isEqualTo("in");
    }

    @Test
    void aRefusalIsNoStream() {
        CompletableFuture<String> request =
                engineThatSays("HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n", new byte[0]);
        assertThatThrownBy(() -> engine.post("/exec/1/start", "{}")).hasMessageContaining("409");
        assertThat(request).isNotNull();
    }
}
