package io.moorage.crash.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that outlives this one, and then aborts a FUSE connection: whoever waits for a disk that answers no more gets an
 * error, and its loop device can be given back. It does so too when it is told to.
 */
final class Survivor implements AutoCloseable {
    /** The connections' files may not be mounted, here or anywhere. */
    private static final String SCRIPT = """
            cd /sys/fs/fuse/connections
            [ -e "$0" ] || { mount -t fusectl none /sys/fs/fuse/connections; cd /sys/fs/fuse/connections; }
            read -r ignored
            echo 1 > "$0/abort"
            """;

    private final Process process;

    private Survivor(Process process) {
        this.process = process;
    }

    /**
     * @param inside the start of a command that is run where the mount is
     * @param mount the root of the FUSE mount, as this process finds it
     */
    static Survivor of(List<String> inside, Path mount) throws IOException {
        long device = ((Number) Files.getAttribute(mount, "unix:dev")).longValue();
        // The connection's number is the minor number of the mount's device (Documentation/filesystems/fuse.rst).
        long connection = (device & 0xff) | (device >>> 12 & ~0xffL);
        List<String> command = new ArrayList<>(inside);
        command.addAll(List.of("bash", "-c", SCRIPT, Long.toString(connection)));
        return new Survivor(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** What happens when this process dies. */
    void abort() throws IOException {
        process.getOutputStream().close();
    }

    /** The connection is left alone. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
