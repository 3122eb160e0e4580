package io.moorage.fileserver.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.fileserver.TestCertificate;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.nfswire.tls.TlsChannel;
import io.moorage.vfs.Caller;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS 1.2 and 1.3 over sockets (RFC 5246, RFC 8446). */
final class TlsChannelTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocketChannel listening;
    private Supplier<SSLEngine> certificate;

    @BeforeEach
    void listen() throws Exception {
        certificate = TestCertificate.make(directory);
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    /** Whatever the sizes of the buffers on both sides, among them ones smaller than a record. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2,7,100000", "TLSv1.2,100000,17", "TLSv1.3,16384,1000003", "TLSv1.3,1000,16385"})
    void bytesComeThroughInOrder(String protocol, int readBytes, int writeBytes) throws Exception {
        byte[] sent = new byte[1_200_000];
        new Random(7).nextBytes(sent);
        Future<byte[]> received = threads.submit(() -> {
            try (TlsChannel server = new TlsChannel(listening.accept(), certificate.get())) {
                server.handshake(BOUND);
                ByteBuffer all = ByteBuffer.allocate(sent.length + 1);
                while (all.position() < sent.length) {
                    ByteBuffer part = ByteBuffer.allocateDirect(readBytes);
                    assertThat(server.read(part)).isEqualTo(part.position()).isPositive();
                    all.put(part.flip());
                }
                server.write(ByteBuffer.wrap(new byte[] {1}));
                assertThat(server.read(ByteBuffer.allocate(1))).isEqualTo(-1);
                return Arrays.copyOf(all.array(), all.position());
            }
        });
        try (TlsChannel client = client(protocol)) {
            for (int at = 0; at < sent.length; at += 2 * writeBytes) {
                int middle = Math.min(at + writeBytes, sent.length);
                ByteBuffer[] parts = {
                    ByteBuffer.wrap(sent, at, middle - at),
                    ByteBuffer.wrap(sent, middle, Math.min(writeBytes, sent.length - middle))
                };
                client.write(parts);
            }
            ByteBuffer answer = ByteBuffer.allocate(10);
            assertThat(client.read(answer)).isEqualTo(1);
            assertThat(client.engine().getSession().getProtocol()).isEqualTo(protocol);
        }
        assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(sent);
    }

    @Test
    void whoSaysNothingIsNotWaitedForLong() throws Exception {
        try (SocketChannel silent = SocketChannel.open(listening.getLocalAddress());
                TlsChannel server = new TlsChannel(listening.accept(), certificate.get())) {
            assertThat(silent.isConnected()).isTrue();
            assertThatThrownBy(() -> server.handshake(Duration.ofMillis(50)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void whoLeavesInTheHandshakeIsNoticed() throws Exception {
        SocketChannel leaving = SocketChannel.open(listening.getLocalAddress());
        try (TlsChannel server = new TlsChannel(listening.accept(), certificate.get())) {
            leaving.close();
            assertThatThrownBy(() -> server.handshake(BOUND)).isInstanceOf(EOFException.class);
        }
    }

    /** A server is bothered by none of what begins like TLS and is not. */
    @Test
    void garbageDisturbsNobody() throws Exception {
        try (TlsServer server = new TlsServer(directory, null)) {
            Random random = new Random(11);
            for (int i = 0; i < 20; i++) {
                byte[] garbage = new byte[5 + random.nextInt(2000)];
                random.nextBytes(garbage);
                garbage[0] = 22;
                garbage[1] = 3;
                garbage[2] = (byte) random.nextInt(5);
                try (SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port))) {
                    channel.write(ByteBuffer.wrap(garbage));
                }
            }
            try (NfsFileSystem mounted = server.encrypted(Optional.empty(), Optional.empty())) {
                assertThat(mounted.access(Caller.ROOT, mounted.root(), 1)).isEqualTo(1);
            }
        }
    }

    private TlsChannel client(String protocol) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {TestCertificate.trustAll()}, null);
        SSLEngine engine = context.createSSLEngine("localhost", 2049);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
        TlsChannel client = new TlsChannel(SocketChannel.open(listening.getLocalAddress()), engine);
        client.handshake(BOUND);
        return client;
    }
}
