package io.moorage.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the disk's file system makes changes of several objects durable. */
enum JournalKind {
    /** One journal in order: what was changed later is durable only with all that was changed before. */
    ORDERED,
    /** Nothing is known: every changed object is synced. */
    UNKNOWN;

    private static final long EXT4 = 0xEF53;
    private static final long XFS = 0x58465342;

    /**
     * Of a directory's file system: XFS always has a journal. An ext4 may have been made without one, and tells by the
     * option for its journalled data whether it has.
     *
     * @param fileSystemType as statfs(2) has it
     */
    static JournalKind of(long fileSystemType, Path directory) {
        if (fileSystemType == XFS) {
            return ORDERED;
        }
        return fileSystemType == EXT4 && hasJournal(directory) ? ORDERED : UNKNOWN;
    }

    private static boolean hasJournal(Path directory) {
        try {
            long device = ((Number) Files.getAttribute(directory, "unix:dev")).longValue();
            long major = ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
            long minor = (device & 0xff) | ((device >>> 12) & 0xffffff00L);
            Path block = Path.of("/sys/dev/block", major + ":" + minor).toRealPath();
            Path options = Path.of("/proc/fs/ext4", block.getFileName().toString(), "options");
            return Files.readAllLines(options).stream().anyMatch(option -> option.startsWith("data="));
        } catch (IOException | UnsupportedOperationException notTold) {
            return false;
        }
    }
}
