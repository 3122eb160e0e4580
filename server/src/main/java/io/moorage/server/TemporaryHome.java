package io.moorage.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for a server that keeps nothing: it goes with the process, also when that is ended by a signal. */
final class TemporaryHome {
    private TemporaryHome() {}

    static Path make() throws IOException {
        Path home = Files.createTempDirectory("moorage-simulated-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(home), "remove-temporary-home"));
        return home;
    }

    private static void remove(Path home) {
        try (Stream<Path> tree = Files.walk(home)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : leavesFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            System.err.println("moorage server: " + home + " stays: " + e.getMessage());
        }
    }
}
