package io.moorage.agent.session;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Remembers the length of the lease over restarts of the agent: one that is started again while it is cut off has a lease too. */
public final class LeaseFile {
    private static final Logger LOG = System.getLogger(LeaseFile.class.getName());

    private final Path file;

    public LeaseFile(Path file) {
        this.file = file;
    }

    /** Zero when none was ever given, or it cannot be read. */
    public Duration length() {
        try {
            return Files.exists(file)
                    ? Duration.ofMillis(
                            Math.max(0, Long.parseLong(Files.readString(file).strip())))
                    : Duration.ZERO;
        } catch (IOException | NumberFormatException e) {
            LOG.log(Level.WARNING, "cannot read the length of the lease: {0}", e.getMessage());
            return Duration.ZERO;
        }
    }

    public void note(Duration length) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(fresh, Long.toString(length.toMillis()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot note the length of the lease: {0}", e.getMessage());
        }
    }
}
