package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.getFh;
import static io.moorage.nfsserver.TestClient.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.TestClient.Results;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.op.WRITE4;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask and take no answers, as one that is frozen, hold up nobody else for long. */
class SlowReadersTest {
    private static final int FEW = 2;
    private static final int SILENT = 5;
    private static final int READ_BYTES = 40_000;
    private static final int STUCK_MILLIS = 1_000;

    private static NfsLimits threads(int most) {
        NfsLimits usual = NfsLimits.DEFAULT;
        return new NfsLimits(
                usual.connections(),
                most,
                usual.blockedCalls(),
                usual.largeBuffers(),
                usual.clients(),
                usual.sessionsPerClient(),
                usual.slotsPerSession(),
                usual.keptReplyBytes(),
                usual.opensPerClient(),
                usual.usersPerClient(),
                usual.locksPerClient(),
                usual.locksPerFile());
    }

    /** A file's contents and a durable write, so that what was read is sent while the write is under way. */
    private static byte[] requests(TestClient client) throws IOException {
        long id = client.clientId("slow", 1);
        Stateid4 stateid = client.confirmedOpen(id, "owner", "file");
        PUTFH4.Args file = Results.ok(client.compound(0, lookup())).putFh();
        client.ok40(file, new WRITE4.Args(stateid, 0, StableHow4.UNSTABLE4, ByteBuffer.allocate(READ_BYTES)));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            all.writeBytes(client.encoded(0, file, new READ4.Args(Stateid4.ANONYMOUS, 0, READ_BYTES)));
            all.writeBytes(client.encoded(
                    0, file, new WRITE4.Args(Stateid4.ANONYMOUS, 0, StableHow4.DATA_SYNC4, ByteBuffer.wrap(new byte[] {1
                    }))));
        }
        return all.toByteArray();
    }

    private static Nfs4Args[] lookup() {
        return new Nfs4Args[] {root(), new LOOKUP4.Args("file"), getFh()};
    }

    /** Sends until nothing more is taken: the server waits for its answers to be. */
    private static SocketChannel stuck(TestServer server, byte[] requests) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.connect(server.address());
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.wrap(requests);
            while (selector.select(STUCK_MILLIS) > 0) {
                selector.selectedKeys().clear();
                channel.write(out);
                if (!out.hasRemaining()) {
                    out.rewind();
                }
            }
            assertThat(key.isValid()).isTrue();
        }
        return channel;
    }

    /** A guard is confirmed though some other client sleeps over its answers. */
    @Test
    void aRequestThatWaitsForItsClientIsNotWaitedFor(@TempDir Path recovery) throws Exception {
        try (TestServer server = TestServer.start(recovery);
                TestClient client = server.connect();
                SocketChannel sleeper = stuck(server, requests(client))) {
            server.service.revokeWrites(
                    Set.of(InetAddress.ofLiteral("10.9.9.9")), _ -> Set.of(), Duration.ofSeconds(5));
            assertThat(sleeper.isOpen()).isTrue();
        }
    }

    @Test
    void threadsAreTakenFromWhoTakesNoAnswers(@TempDir Path recovery) throws Exception {
        List<SocketChannel> sleepers = new ArrayList<>();
        try (TestServer server = TestServer.start(recovery, threads(FEW))) {
            byte[] requests;
            try (TestClient client = server.connect()) {
                requests = requests(client);
            }
            for (int i = 0; i < FEW; i++) {
                sleepers.add(stuck(server, requests));
            }
            try (TestClient client = server.connect()) {
                client.ok40(root(), getFh());
            }
        } finally {
            for (SocketChannel sleeper : sleepers) {
                sleeper.close();
            }
        }
    }

    /** As many as would take longer one after another than a client waits. */
    @Test
    void threadsAreTakenFromWhoBeginsATlsHandshakeAndFallsSilent(@TempDir Path recovery) throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        try (TestServer server = TestServer.start(recovery, threads(1));
                ServerSocketChannel socket = ServerSocketChannel.open()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.listenEncrypted(socket);
            for (int i = 0; i < SILENT; i++) {
                SocketChannel channel = SocketChannel.open(socket.getLocalAddress());
                silent.add(channel);
                channel.write(ByteBuffer.wrap(new byte[] {22}));
            }
            try (TestClient client = server.connect()) {
                client.ok40(root(), getFh());
            }
        } finally {
            for (SocketChannel channel : silent) {
                channel.close();
            }
        }
    }
}
