package io.moorage.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process is attached to. */
final class Terminal {
    private Terminal() {}

    /** True when the error stream goes to a terminal, where a line may be rewritten; the JDK only tells of stdin and stdout. */
    static boolean onErrorStream() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
