package io.moorage.nfsserver;

import io.moorage.nfsserver.transport.Listener;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** A server of one file system in memory on a loopback port, by a manual clock. */
final class TestServer implements AutoCloseable {
    static final LeaseConfig LEASE = new LeaseConfig(Duration.ofSeconds(90), Duration.ofSeconds(90));

    final ManualClock clock;
    final VirtualFileSystem files;
    private final NfsServer server;
    final NfsFileSystemService service;
    private final InetSocketAddress address;

    private TestServer(ManualClock clock, VirtualFileSystem files, Path recovery, NfsLimits limits) throws IOException {
        this.clock = clock;
        this.files = files;
        this.server = new NfsServer(clock, new SecureRandom(), limits);
        this.service = server.serve("fs-1", files, LEASE, recovery);
        ServerSocketChannel socket = ServerSocketChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.address = (InetSocketAddress) socket.getLocalAddress();
        Listener listener = service.listen(socket, "test");
        assert listener.isOpen();
    }

    static TestServer start(Path recovery) throws IOException {
        ManualClock clock = new ManualClock();
        return start(clock, memory(clock), recovery);
    }

    /** As after a restart: the same files and recovery directory, nothing else. */
    static TestServer start(ManualClock clock, VirtualFileSystem files, Path recovery) throws IOException {
        return new TestServer(clock, files, recovery, NfsLimits.DEFAULT);
    }

    static TestServer start(Path recovery, NfsLimits limits) throws IOException {
        ManualClock clock = new ManualClock();
        return new TestServer(clock, memory(clock), recovery, limits);
    }

    static VirtualFileSystem memory(ManualClock clock) throws IOException {
        MemoryFileSystem files = new MemoryFileSystem(clock, 1);
        files.setAttributes(Caller.ROOT, files.root(), AttributeChange.ofMode(0777));
        return files;
    }

    /** @param from a loopback address, so that a test has clients of several addresses */
    TestClient connect(String from) throws IOException {
        return new TestClient(address, InetAddress.getByName(from));
    }

    TestClient connect() throws IOException {
        return connect("127.0.0.1");
    }

    /** Serves on a further socket, also those who speak TLS; none of them gets further than its first words. */
    void listenEncrypted(ServerSocketChannel socket) throws IOException, NoSuchAlgorithmException {
        SSLContext context = SSLContext.getDefault();
        ServedView whole = service.view(View.whole(files));
        Supplier<SSLEngine> engines = () -> {
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            return engine;
        };
        Listener listener = service.listen(socket, "tls", engines, arrival -> whole);
        assert listener.isOpen();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Ends the server; what it served stays, for a restart. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
