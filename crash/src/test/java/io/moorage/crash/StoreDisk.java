package io.moorage.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.crash.disk.PowerCutDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An ext4 on a disk that can lose its power, with a directory for a file store. Where none can be had the test is left out. */
final class StoreDisk implements AutoCloseable {
    private static final List<String> MKFS =
            List.of("mkfs.ext4", "-q", "-F", "-b", "4096", "-E", "lazy_itable_init=1,nodiscard");

    private final Shell shell;
    private final PowerCutDisk disk;
    private final Path directory;

    private StoreDisk(Shell shell, PowerCutDisk disk, Path directory) {
        this.shell = shell;
        this.disk = disk;
        this.directory = directory;
    }

    static StoreDisk make(Path home, long bytes) throws IOException {
        assumeTrue(PowerCutDisk.missing() == null, String.valueOf(PowerCutDisk.missing()));
        Shell shell = new Shell();
        try {
            PowerCutDisk disk = PowerCutDisk.make(shell, home.resolve("power"), bytes, MKFS, "defaults");
            StoreDisk made = new StoreDisk(shell, disk, shell.seen(disk.root().resolve("fs")));
            Files.createDirectory(made.directory);
            shell.run("sync", "-f", disk.root().toString());
            return made;
        } catch (IOException failed) {
            shell.close();
            throw failed;
        }
    }

    PowerCutDisk disk() {
        return disk;
    }

    /** Where this process finds it. */
    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        try (shell) {
            disk.close();
        }
    }
}
