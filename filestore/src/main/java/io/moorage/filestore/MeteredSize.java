package io.moorage.filestore;

import java.time.Instant;

/**
 * What a file system counts for, as EFS meters it (EFS User Guide, "How Amazon EFS reports file system and object
 * sizes"): each object has 2 KiB and its data rounded up to 4 KiB, at least 4 KiB; an empty file system has 6 KiB.
 *
 * @param bytes as they were some time between the counting's start and end
 * @param at when they were counted
 */
public record MeteredSize(long bytes, Instant at) {
    static final long INODE_BYTES = 2048;
    static final long GRAIN_BYTES = 4096;

    /** @param usedBytes allocated for the data: a sparse file counts what it uses */
    static long ofObject(long usedBytes) {
        long grains = Math.max(1, (usedBytes + GRAIN_BYTES - 1) / GRAIN_BYTES);
        return INODE_BYTES + grains * GRAIN_BYTES;
    }
}
