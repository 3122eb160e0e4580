package io.moorage.fileserver;

import io.moorage.nfsclient.NfsClientConfig;
import io.moorage.nfsclient.NfsFileSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;

/** NFS clients of a file server on the loopback interface. */
final class NfsMounts {
    private static final int SMALL = 64 * 1024;

    private NfsMounts() {}

    /** Gives up after two seconds without an answer. */
    static NfsFileSystem soft(int port, String name) throws IOException {
        return mount(port, name, Optional.of(Duration.ofSeconds(2)));
    }

    /** Waits for its server for ever. */
    static NfsFileSystem hard(int port, String name) throws IOException {
        return mount(port, name, Optional.empty());
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static NfsFileSystem mount(int port, String name, Optional<Duration> giveUp) throws IOException {
        return NfsFileSystem.connect(new NfsClientConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "/",
                name,
                1,
                SMALL,
                SMALL,
                giveUp,
                Duration.ofSeconds(20)));
    }
}
