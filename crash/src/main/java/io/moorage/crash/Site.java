package io.moorage.crash;

import io.moorage.crash.disk.PowerCutDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a file server has its files and its state: on the machine's own disk, or on one whose power can be cut. */
final class Site implements AutoCloseable {
    private static final long DISK_BYTES = 192L << 20;
    private static final List<String> MKFS =
            List.of("mkfs.ext4", "-q", "-F", "-b", "4096", "-J", "size=8", "-E", "lazy_itable_init=1,nodiscard");

    private final Shell shell;
    private final Path home;
    private final @Nullable PowerCutDisk disk;

    private Site(Shell shell, Path home, @Nullable PowerCutDisk disk) throws IOException {
        this.shell = shell;
        this.home = home;
        this.disk = disk;
        Files.createDirectory(seenFiles());
    }

    static Site onOwnDisk(Shell shell, Path home) throws IOException {
        return new Site(shell, home, null);
    }

    static Site onPowerCutDisk(Shell shell, Path home) throws IOException {
        PowerCutDisk disk = PowerCutDisk.make(shell, home.resolve("power"), DISK_BYTES, MKFS, "errors=remount-ro");
        try {
            return new Site(shell, home, disk);
        } catch (IOException failed) {
            disk.close();
            throw failed;
        }
    }

    /** For what must not be on the disk: sockets and logs. */
    Path home() {
        return home;
    }

    /** The file system's directory as the file server finds it. */
    Path files() {
        return (disk == null ? home : disk.root()).resolve("fs");
    }

    /** The same as this process finds it. */
    Path seenFiles() {
        return shell.seen(files());
    }

    Path state() {
        return (disk == null ? home : disk.root()).resolve("state");
    }

    PowerCutDisk disk() {
        if (disk == null) {
            throw new IllegalStateException("no disk whose power can be cut");
        }
        return disk;
    }

    @Override
    public void close() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }
}
