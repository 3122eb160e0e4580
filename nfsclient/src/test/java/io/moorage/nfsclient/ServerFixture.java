package io.moorage.nfsclient;

import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsFileSystemService;
import io.moorage.nfsserver.NfsLimits;
import io.moorage.nfsserver.NfsServer;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real NFS server on loopback that can be stopped and started again on its port, over the same file system. */
final class ServerFixture implements AutoCloseable {
    private static final Duration LEASE = Duration.ofSeconds(2);

    private final VirtualFileSystem files;
    private final Path recovery;
    private final AtomicInteger clients = new AtomicInteger();
    private int port;
    private @Nullable NfsServer server;
    private @Nullable NfsFileSystemService service;

    ServerFixture(VirtualFileSystem files, Path directory) throws IOException {
        this.files = files;
        this.recovery = Files.createDirectories(directory.resolve("recovery"));
        start();
    }

    void start() throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        NfsServer next = new NfsServer(InstantSource.system(), new SecureRandom(), NfsLimits.DEFAULT);
        NfsFileSystemService served = next.serve("fs-1", files, new LeaseConfig(LEASE, LEASE), recovery);
        served.listen(socket, "test");
        server = next;
        service = served;
    }

    /** Ends the server; its clients' state is left to be claimed again. */
    void stop() throws IOException {
        NfsServer ending = server;
        server = null;
        if (ending != null) {
            ending.close();
        }
    }

    /** While it is stopped: as a server that fenced every client in the meantime. */
    void forgetClients() throws IOException {
        try (Stream<Path> journals = Files.list(recovery)) {
            for (Path journal : journals.toList()) {
                Files.delete(journal);
            }
        }
    }

    void fenceAndLift() throws IOException, TimeoutException, InterruptedException {
        NfsFileSystemService served = service;
        if (served != null) {
            served.fence(Set.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(10));
            served.lift(Set.of(InetAddress.getLoopbackAddress()));
        }
    }

    NfsClientConfig config() {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return NfsClientConfig.of(address, "/", "test client " + clients.incrementAndGet(), 1);
    }

    NfsFileSystem connect() throws IOException {
        return NfsFileSystem.connect(config());
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
