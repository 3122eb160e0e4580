package io.moorage.crash;

import io.moorage.crash.disk.PowerCutDisk;
import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.Response;
import io.moorage.nfsclient.NfsClientConfig;
import io.moorage.nfsclient.NfsFileSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file server that serves a file system on a disk of its own which can be full, read-only or broken; its state is elsewhere. */
final class FaultyDisk implements AutoCloseable {
    private static final int LEASE_SECONDS = 60;
    private static final int SMALL = 64 * 1024;

    private final Path home;
    private final Shell shell;
    private final PowerCutDisk disk;
    private final int port;
    private ServerProcess server;

    FaultyDisk(Path home, long bytes) throws Exception {
        this.home = home;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = probe.getLocalPort();
        }
        this.shell = new Shell();
        this.disk = PowerCutDisk.make(
                shell,
                home.resolve("power"),
                bytes,
                List.of("mkfs.ext4", "-q", "-F", "-b", "4096", "-m", "0", "-E", "lazy_itable_init=1,nodiscard"),
                "errors=remount-ro");
        Files.createDirectory(shell.seen(disk.root().resolve("fs")));
        this.server = start();
        declare();
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(shell, home, home.resolve("state"), LEASE_SECONDS)
                .await();
    }

    /** The file system is served. */
    void declare() throws Exception {
        Export export = new Export(
                "fsmt-1",
                null,
                "127.0.0.1",
                port,
                "fs-1",
                disk.root().resolve("fs").toString());
        Response.Declared declared = server.client().declare(List.of(export));
        if (!declared.failing().isEmpty()) {
            throw new IOException("not served: " + declared.failing());
        }
    }

    /** Nothing is served, so that the disk can be taken out. */
    void withdraw() throws Exception {
        Response.Declared ignored = server.client().declare(List.of());
    }

    /** The server does not know what happened, nor do its clients. */
    void cutPower() throws IOException {
        int ignored = disk.cut(null);
        server.beginToKill();
        disk.tellOfCut();
        server.kill();
        disk.powerOff();
        disk.powerOn();
        server = start();
    }

    PowerCutDisk disk() {
        return disk;
    }

    Shell shell() {
        return shell;
    }

    boolean serverLives() {
        return server.isAlive();
    }

    /** Gives up after two minutes without an answer. */
    NfsFileSystem client(String name) throws IOException {
        return NfsFileSystem.connect(new NfsClientConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "/",
                name,
                1,
                SMALL,
                SMALL,
                Optional.of(Duration.ofMinutes(2)),
                Duration.ofMinutes(2)));
    }

    @Override
    public void close() throws IOException {
        server.kill();
        disk.close();
        shell.close();
    }
}
