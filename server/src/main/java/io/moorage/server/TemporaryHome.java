package io.moorage.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for a server that keeps nothing: it goes with the process, also when that is ended by a signal. */
final class TemporaryHome {
    private TemporaryHome() {}

    /** @param complaints where it is said that something could not be removed: at that time nothing is logged any more */
    static Path make(PrintStream complaints) throws IOException {
        Path home = Files.createTempDirectory("moorage-simulated-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(home, complaints), "remove-temporary-home"));
        return home;
    }

    private static void remove(Path home, PrintStream complaints) {
        try (Stream<Path> tree = Files.walk(home)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : leavesFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            complaints.println("moorage server: " + home + " stays: " + e.getMessage());
        }
    }
}
