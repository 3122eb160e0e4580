package io.moorage.posix;

/**
 * What statx(2) tells of a file.
 *
 * @param mode type and permission bits as {@code st_mode} has them
 * @param blocks of 512 bytes
 * @param deviceMajor and {@code deviceMinor} are those of a special file itself
 * @param mountId of the mount it was found on
 * @param birthSeconds and {@code birthNanos} tell when it was made; 0 when the file system does not know
 */
public record FileStatus(
        long inode,
        int mode,
        int links,
        int uid,
        int gid,
        long size,
        long blocks,
        long accessSeconds,
        int accessNanos,
        long modifySeconds,
        int modifyNanos,
        long changeSeconds,
        int changeNanos,
        int deviceMajor,
        int deviceMinor,
        long mountId,
        long birthSeconds,
        int birthNanos) {
    private static final long NANOS = 1_000_000_000L;

    public static final int S_IFMT = 0170000;
    public static final int S_IFSOCK = 0140000;
    public static final int S_IFLNK = 0120000;
    public static final int S_IFREG = 0100000;
    public static final int S_IFBLK = 0060000;
    public static final int S_IFDIR = 0040000;
    public static final int S_IFCHR = 0020000;
    public static final int S_IFIFO = 0010000;

    public boolean isDirectory() {
        return (mode & S_IFMT) == S_IFDIR;
    }

    public boolean isRegular() {
        return (mode & S_IFMT) == S_IFREG;
    }

    /** When its inode changed last, in nanoseconds since 1970. */
    public long changeTime() {
        return changeSeconds * NANOS + changeNanos;
    }

    /** When it was made, in nanoseconds since 1970; 0 when the file system does not know. */
    public long birthTime() {
        return birthSeconds * NANOS + birthNanos;
    }

    /** The same file with other blocks and other times of its last changes. */
    public FileStatus with(long otherBlocks, long otherModifySeconds, int otherModifyNanos, long otherChangeTime) {
        return new FileStatus(
                inode,
                mode,
                links,
                uid,
                gid,
                size,
                otherBlocks,
                accessSeconds,
                accessNanos,
                otherModifySeconds,
                otherModifyNanos,
                Math.floorDiv(otherChangeTime, NANOS),
                (int) Math.floorMod(otherChangeTime, NANOS),
                deviceMajor,
                deviceMinor,
                mountId,
                birthSeconds,
                birthNanos);
    }
}
