package io.moorage.fileserver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's user-mode-linux: a stock Linux kernel with its NFS client, run as an ordinary process. Its root is this
 * machine's, read-only; its first process is {@code init.sh}.
 */
final class LinuxGuest {
    static final Path KERNEL = Path.of("/usr/bin/linux.uml");

    private static final Path MODULES = Path.of("/usr/lib/uml/modules");
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long MEMORY = 384L << 20;
    /** Guests that may run at the same time, for the choice of where their memory is kept. */
    private static final int GUESTS = 3;

    private final GuestNetwork network;
    private final Path home;
    private final List<GuestNetwork.Port> ports;

    /** The directory given is the guest's to fill. A guest of two ports can be two clients. */
    LinuxGuest(GuestNetwork network, Path home, GuestNetwork.Port... ports) {
        this.network = network;
        this.home = home;
        this.ports = List.of(ports);
    }

    /**
     * Boots, runs a script of the test's resources and returns what the guest said once it has ended.
     *
     * @throws AssertionError when it is still at it after so long; the message tells its last lines
     */
    List<String> run(String script, Map<String, String> environment, Duration bound)
            throws IOException, InterruptedException {
        Path init = resource("init.sh");
        Map<String, String> all = new TreeMap<>(environment);
        all.put("SCRIPT", resource(script).toString());
        all.put("LOCK", resource("lock.pl").toString());
        all.put("INIT", init.toString());
        all.put("CLIENT", ports.getFirst().address());
        all.put("SECOND", ports.getLast().address());
        all.put("ADDRESS", GuestNetwork.HOST);
        all.put("MODULES", modules().toString());
        Path output = home.resolve("console");
        Process guest = network.start(command(init, all), output);
        boolean ended = guest.waitFor(bound.toSeconds(), TimeUnit.SECONDS);
        List<String> lines = lines(output);
        if (!ended) {
            List<String> last = lines.subList(Math.max(0, lines.size() - 20), lines.size());
            throw new AssertionError("the guest still ran %s after %s; what it said last:%n%s"
                    .formatted(script, bound, String.join("\n", last)));
        }
        return lines;
    }

    private List<String> command(Path init, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.getFileStore(SHARED_MEMORY).getUsableSpace() < GUESTS * MEMORY) {
            command.addAll(List.of("env", "TMPDIR=" + home));
        }
        command.addAll(List.of(
                KERNEL.toString(),
                "mem=" + MEMORY,
                "uml_dir=" + home,
                "umid=guest",
                "rootfstype=hostfs",
                "rootflags=/",
                "ro",
                "quiet",
                "con=null",
                "con0=fd:0,fd:1",
                "init=" + init));
        for (int i = 0; i < ports.size(); i++) {
            command.add("vec%d:transport=tap,ifname=%s,depth=128,gro=1"
                    .formatted(i, ports.get(i).tap()));
        }
        environment.forEach((name, value) -> command.add(name + "=" + value));
        return command;
    }

    private Path resource(String name) throws IOException {
        Path copy = home.resolve(name);
        if (Files.notExists(copy)) {
            try (InputStream content = LinuxGuest.class.getResourceAsStream("/stock-client/" + name)) {
                Files.copy(content, copy);
            }
            if (!copy.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + copy + " executable");
            }
        }
        return copy;
    }

    private static Path modules() throws IOException {
        try (Stream<Path> versions = Files.list(MODULES)) {
            return versions.max(Path::compareTo).orElseThrow();
        }
    }

    private static List<String> lines(Path console) throws IOException {
        // A guest that is killed may leave half a character behind.
        return new String(Files.readAllBytes(console), StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
