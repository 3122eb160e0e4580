package io.moorage.crash.disk;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that outlives this one, and then aborts a FUSE connection: whoever waits for a disk that answers no more gets an
 * error, and its loop device can be given back. It does so too when it is told to. It is started once, before this process
 * opens files that a dead server would keep a new process from closing (see {@link io.moorage.crash.Shell}).
 */
final class Survivor implements AutoCloseable {
    private static final String NOTHING = "";
    private static final String NOW = "now";

    /** Reads which connection to watch, over and over; the connections' files may not be mounted, here or anywhere. */
    private static final String SCRIPT = """
            connections=/sys/fs/fuse/connections
            connection=
            while read -r word && [ "$word" != now ]; do connection=$word; done
            [ -n "$connection" ] || exit 0
            [ -e "$connections/$connection" ] || mount -t fusectl none "$connections"
            echo 1 > "$connections/$connection/abort"
            """;

    private final Process process;
    private final Writer orders;

    private Survivor(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.US_ASCII);
    }

    /** @param inside the start of a command that is run where the mounts will be */
    static Survivor start(List<String> inside) throws IOException {
        List<String> command = new ArrayList<>(inside);
        command.addAll(List.of("bash", "-c", SCRIPT));
        return new Survivor(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** @param mount the root of the FUSE mount, as this process finds it */
    void watch(Path mount) throws IOException {
        long device = ((Number) Files.getAttribute(mount, "unix:dev")).longValue();
        // The connection's number is the minor number of the mount's device (Documentation/filesystems/fuse.rst).
        tell(Long.toString((device & 0xff) | (device >>> 12 & ~0xffL)));
    }

    /** The connection is left alone. */
    void forget() throws IOException {
        tell(NOTHING);
    }

    /** What happens when this process dies. */
    void abort() throws IOException {
        tell(NOW);
    }

    private void tell(String word) throws IOException {
        orders.write(word + "\n");
        orders.flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
