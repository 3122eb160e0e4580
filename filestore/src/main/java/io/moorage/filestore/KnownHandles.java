package io.moorage.filestore;

import io.moorage.posix.FileStatus;
import io.moorage.vfs.FileHandle;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Handles of files listed before, since asking the kernel for a handle costs as much as asking for all attributes. A file is
 * known by its inode number and time of birth; only files born a while ago are remembered, so that no later file with the
 * number can have been born at that time too. Safe for many threads.
 */
final class KnownHandles {
    private static final int SLOTS = 1 << 15;
    private static final long LEAST_AGE_SECONDS = 2;

    private final InstantSource clock;

    /** A file is remembered in the slot of its inode number, where it takes the place of another. */
    private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);

    private record Known(long inode, long birthSeconds, int birthNanos, FileHandle handle) {}

    KnownHandles(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it is worth asking for the attributes first. */
    boolean mayKnow(long inode) {
        Known known = slots.get(slot(inode));
        return known != null && known.inode == inode;
    }

    @Nullable
    FileHandle find(FileStatus file) {
        Known known = slots.get(slot(file.inode()));
        boolean same = known != null
                && known.inode == file.inode()
                && known.birthSeconds == file.birthSeconds()
                && known.birthNanos == file.birthNanos();
        return same ? known.handle : null;
    }

    /** @param handle of the file whose status it is, and of no other */
    void remember(FileStatus file, FileHandle handle) {
        boolean told = file.birthSeconds() != 0;
        if (told && clock.instant().getEpochSecond() - file.birthSeconds() >= LEAST_AGE_SECONDS) {
            slots.set(slot(file.inode()), new Known(file.inode(), file.birthSeconds(), file.birthNanos(), handle));
        }
    }

    private static int slot(long inode) {
        return (int) inode & (SLOTS - 1);
    }
}
