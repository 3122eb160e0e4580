package io.moorage.fileserver;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace with a tap device for each guest, and a process namespace for what runs in it. Closing it, or the
 * end of this process in whatever way, ends every process started in it and leaves no device, address or name behind.
 */
final class GuestNetwork implements AutoCloseable {
    /** RFC 5737 section 3: addresses that nobody's network uses. */
    static final String HOST = "192.0.2.1";

    /** Where a guest is joined to the network, and the address it is to take. */
    record Port(String tap, String address) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process unshare;
    private final long firstProcess;
    private int ports;

    private GuestNetwork(Process unshare, long firstProcess) {
        this.unshare = unshare;
        this.firstProcess = firstProcess;
    }

    static GuestNetwork open() throws IOException, InterruptedException {
        // The first process of the namespace lives as long as its input is open; with it the kernel kills all others.
        Process unshare = new ProcessBuilder("unshare", "--net", "--pid", "--fork", "--kill-child", "cat").start();
        try {
            await("the namespaces")
                    .atMost(PATIENCE)
                    .until(() -> unshare.children().count() == 1);
            long first = unshare.children().findFirst().orElseThrow().pid();
            GuestNetwork network = new GuestNetwork(unshare, first);
            network.run("ip", "link", "set", "lo", "up");
            network.run("ip", "address", "add", HOST + "/32", "dev", "lo");
            return network;
        } catch (IOException | InterruptedException | RuntimeException | Error failed) {
            unshare.destroyForcibly();
            throw failed;
        }
    }

    Port addPort() throws IOException, InterruptedException {
        ports++;
        Port port = new Port("tap" + ports, "192.0.2." + (1 + ports));
        run("ip", "tuntap", "add", "dev", port.tap, "mode", "tap");
        run("ip", "link", "set", port.tap, "up");
        run("ip", "route", "add", port.address + "/32", "dev", port.tap);
        return port;
    }

    /** Starts a process in the namespaces; what it says goes to the file. */
    Process start(List<String> command, Path output) throws IOException {
        List<String> entered =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(firstProcess), "--net", "--pid", "--"));
        entered.addAll(command);
        return new ProcessBuilder(entered)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("guest-network", ".out");
        try {
            Process process = start(List.of(command), output);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    /** Returns when every process in the namespaces is dead. */
    @Override
    public void close() throws IOException {
        unshare.getOutputStream().close();
        await("the end of the namespaces' processes").atMost(PATIENCE).until(() -> !unshare.isAlive());
    }
}
