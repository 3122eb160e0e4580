package io.moorage.ec2.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.posix.Namespaces;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process with a network namespace of its own, as an instance's first process has. */
final class Machine implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Process process;

    Machine() throws IOException {
        process = new ProcessBuilder("unshare", "--net", "sleep", "600").start();
        Path own = Path.of("/proc/self/ns/net");
        await().atMost(SOON).until(() -> !Files.readSymbolicLink(netns()).equals(Files.readSymbolicLink(own)));
    }

    int pid() {
        return (int) process.pid();
    }

    Path netns() {
        return Path.of("/proc", Long.toString(process.pid()), "ns", "net");
    }

    ServerSocket listen(String address, int port) throws Exception {
        return listen(netns(), address, port);
    }

    static ServerSocket listen(Path netns, String address, int port) throws Exception {
        return Namespaces.in(netns, () -> new ServerSocket(port, 5, java.net.InetAddress.getByName(address)));
    }

    /** True when a connection is made from this machine; false when nothing answers. */
    boolean reaches(String address, int port) throws Exception {
        return reaches(netns(), address, port);
    }

    static boolean reaches(Path netns, String address, int port) throws Exception {
        return Namespaces.in(netns, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), 700);
                return true;
            } catch (SocketTimeoutException | java.net.NoRouteToHostException e) {
                return false;
            }
        });
    }

    /** The same from one of several addresses; what is kept from leaving is refused by the kernel at once. */
    static boolean reachesFrom(Path netns, String from, String address, int port) throws Exception {
        return Namespaces.in(netns, () -> {
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(from, 0));
                socket.connect(new InetSocketAddress(address, port), 700);
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("not permitted");
                return false;
            }
        });
    }

    Socket connect(String address, int port) throws Exception {
        return Namespaces.in(netns(), () -> {
            var socket = new Socket();
            socket.connect(new InetSocketAddress(address, port), 2000);
            socket.setSoTimeout(1000);
            socket.setTcpNoDelay(true);
            return socket;
        });
    }

    String run(String... command) throws Exception {
        return Namespaces.in(netns(), () -> Tools.run("", command));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(5, TimeUnit.SECONDS))
                    .as("the machine died")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
