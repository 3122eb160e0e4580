package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The NFS client of a stock Linux kernel against the file server's own process. What a guest does and checks stands in
 * the scripts of {@code stock-client}; this class asserts what it came to. Needs root and user-mode-linux.
 */
class StockClientTest {
    private static final String PORT = "2049";
    private static final int SMOKE_CHECKS = 30;
    private static final int COPY_CHECKS = 4;

    /** posix.sh's own: around the suite, and about a client that dies. */
    private static final int SUITE_CHECKS = 6;

    private static final String LEASE_SECONDS = "15";
    private static final Duration SERVER_BOUND = Duration.ofSeconds(60);
    /** For a machine many times slower than any seen: it only keeps a stuck guest from being waited for without end. */
    private static final Duration GUEST_BOUND = Duration.ofMinutes(8);

    private final Path home;
    private final Path served;
    private final Path serverLog;

    private GuestNetwork network;
    private Process server;

    StockClientTest(@TempDir Path home) {
        this.home = home;
        this.served = home.resolve("served");
        this.serverLog = home.resolve("fileserver.log");
    }

    @BeforeEach
    void serve() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may make namespaces");
        assumeTrue(Files.isExecutable(LinuxGuest.KERNEL), "user-mode-linux is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mount.nfs4")), "nfs-common is not installed");
        assumeTrue(Files.isWritable(Path.of("/dev/net/tun")), "/dev/net/tun");
        network = GuestNetwork.open();
        server = network.start(serverCommand(Files.createDirectory(served)), serverLog);
        await("the file server, log in " + serverLog).atMost(SERVER_BOUND).until(() -> Files.readString(serverLog)
                .contains("fileserver: serving"));
    }

    @AfterEach
    void end() throws Exception {
        if (network != null) {
            network.close();
        }
    }

    /**
     * Three clients at a time. The one that asks for no version tries 4.2 first, is told NFS4ERR_MINOR_VERS_MISMATCH
     * (RFC 8881 section 16.2.3) and comes down to 4.1; it has three times as many names.
     */
    @Test
    void programsFindAFileSystemWhateverVersionIsAskedFor() throws Exception {
        List<String> asked = List.of("4.0", "4.1", "");
        List<Future<List<String>>> guests = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(asked.size())) {
            for (String version : asked) {
                LinuxGuest guest = addGuest("guest" + version);
                Map<String, String> environment = mount(version);
                environment.put("NAMES", version.isEmpty() ? "3000" : "1000");
                guests.add(executor.submit(() -> guest.run("smoke.sh", environment, GUEST_BOUND)));
            }
        }
        assertDone(guests.get(0).get(), "4.0", SMOKE_CHECKS);
        assertDone(guests.get(1).get(), "4.1", SMOKE_CHECKS);
        List<String> negotiating = guests.get(2).get();
        assertDone(negotiating, "4.1", SMOKE_CHECKS);
        assertThat(negotiating)
                .anyMatch(line -> line.contains("trying text-based options") && line.contains("vers=4.2"));
    }

    @ParameterizedTest
    @CsvSource({"4.1,500000000", "4.0,50000000"})
    void aTreeIsCopied(String version, long bytes) throws Exception {
        Path source = Files.createDirectory(home.resolve("source"));
        List<String> sums = SampleTree.make(source, bytes, bytes);
        Map<String, String> environment = mount(version);
        environment.put("SOURCE", source.toString());
        environment.put("SUMS", Files.write(home.resolve("sums"), sums).toString());
        environment.put("FILES", Integer.toString(sums.size()));
        assertDone(addGuest("guest").run("copy.sh", environment, GUEST_BOUND), version, COPY_CHECKS);
    }

    /** As {@link PosixSuiteTest}, on two clients of a kernel. */
    @Test
    void aPosixFileSystemForTwoClientsWhateverVersionIsAskedFor() throws Exception {
        List<String> asked = List.of("4.0", "4.1", "");
        List<Future<List<String>>> guests = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(asked.size())) {
            for (String version : asked) {
                Path directory = Files.createDirectory(home.resolve("guest" + version));
                LinuxGuest guest = new LinuxGuest(network, directory, network.addPort(), network.addPort());
                Map<String, String> environment = mount(version);
                environment.put("SUITE", PosixSuiteTest.SUITE.toString());
                environment.put("ENTRIES", PosixSuiteTest.entries(200));
                guests.add(executor.submit(() -> guest.run("posix.sh", environment, GUEST_BOUND)));
            }
        }
        for (int i = 0; i < asked.size(); i++) {
            List<String> said = guests.get(i).get();
            assumeItRan(said);
            assertThat(said).as("the suite's end").anyMatch(line -> line.matches(PosixSuiteTest.PASSED));
            assertDone(said, asked.get(i).isEmpty() ? "4.1" : asked.get(i), SUITE_CHECKS);
        }
    }

    private LinuxGuest addGuest(String name) throws Exception {
        return new LinuxGuest(network, Files.createDirectory(home.resolve(name)), network.addPort());
    }

    /** Each guest has a directory of its own. */
    private Map<String, String> mount(String version) throws IOException {
        Path directory = Files.createTempDirectory(served, "guest");
        PosixSuiteTest.letEverybodyIn(directory);
        Map<String, String> environment = new HashMap<>();
        environment.put("EXPORT", "/" + directory.getFileName());
        environment.put("VERSION", version);
        environment.put("PORT", PORT);
        return environment;
    }

    /** User-mode-linux keeps the floating-point registers of older processors only: with newer ones its first program dies. */
    private static void assumeItRan(List<String> said) {
        assumeTrue(
                said.stream().noneMatch(line -> line.contains("ptrace set fp regs failed")),
                "user-mode-linux does not run on this machine's processor");
    }

    private void assertDone(List<String> said, String version, int checks) throws IOException {
        assumeItRan(said);
        said.stream().filter(line -> line.startsWith("step ")).forEach(System.out::println);
        String log = Files.readString(serverLog);
        assertThat(said).as("the file server said: %s", log).contains("mounted with vers=" + version, "all well");
        assertThat(said).filteredOn(line -> line.startsWith("ok: ")).hasSize(checks);
        assertThat(server.isAlive()).as(log).isTrue();
    }

    private List<String> serverCommand(Path directory) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.moorage.fileserver.Main"));
        command.addAll(List.of("--listen", GuestNetwork.HOST, "--port", PORT, "--lease", LEASE_SECONDS));
        command.addAll(List.of(
                "--dir", directory.toString(), "--state", home.resolve("state").toString()));
        return command;
    }
}
