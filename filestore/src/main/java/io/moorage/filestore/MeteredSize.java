package io.moorage.filestore;

import io.moorage.posix.FileStatus;
import java.time.Instant;

/**
 * What a file system counts for, as EFS meters it (EFS User Guide, "How Amazon EFS reports file system and object
 * sizes"): each object has 2 KiB and its data rounded up to 4 KiB, at least 4 KiB; an empty file system has 6 KiB.
 *
 * @param standardBytes as they were some time between the counting's start and end
 * @param iaBytes in the Infrequent Access class, not among {@code standardBytes}
 * @param archiveBytes in the Archive class, not among the others
 * @param at when they were counted
 */
public record MeteredSize(long standardBytes, long iaBytes, long archiveBytes, Instant at) {
    static final long INODE_BYTES = 2048;
    static final long GRAIN_BYTES = 4096;

    public long bytes() {
        return standardBytes + iaBytes + archiveBytes;
    }

    /** @param usedBytes allocated for the data: a sparse file counts what it uses */
    static long ofData(long usedBytes) {
        return GRAIN_BYTES * Math.max(1, (usedBytes + GRAIN_BYTES - 1) / GRAIN_BYTES);
    }

    /** The data of an object as it is on disk, which is what NFS shows as {@code space_used}. */
    static long ofData(FileStatus status) {
        int kind = status.mode() & FileStatus.S_IFMT;
        boolean data = kind == FileStatus.S_IFDIR || kind == FileStatus.S_IFREG;
        return ofData(data ? status.blocks() * 512 : 0);
    }
}
