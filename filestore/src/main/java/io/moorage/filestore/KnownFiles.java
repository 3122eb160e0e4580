package io.moorage.filestore;

import io.moorage.posix.FileStatus;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Files listed before: their handles, since asking the kernel for a handle costs as much as asking for all attributes, and
 * what they were like, which is told again within a second without asking. Safe for many threads.
 *
 * <p>A change made through this file system is seen by every listing that begins after it. One made behind its back, by hand
 * in the directory below, is seen a second later at most.
 *
 * <p>A file's handle is known by its inode number and time of birth; only files born a while ago are remembered, so that no
 * later file with the number can have been born at that time too.
 */
final class KnownFiles {
    /** How long attributes are told without asking again. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private static final int SLOTS = 1 << 15;
    private static final long FRESH_MILLIS = FRESH.toMillis();
    private static final long LEAST_AGE_SECONDS = 2;

    private final InstantSource clock;

    /** A file is remembered in the slot of its inode number, where it takes the place of another. */
    private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);

    /** Counts, by slot, the changes of the files that belong there. */
    private final AtomicIntegerArray changes = new AtomicIntegerArray(SLOTS);

    /**
     * @param changes when the kernel was asked: attributes with another count of changes are old
     * @param askedMillis when that was
     */
    record Known(long inode, long birthSeconds, int birthNanos, Entry entry, int changes, long askedMillis) {}

    KnownFiles(InstantSource clock) {
        this.clock = clock;
    }

    long nowMillis() {
        return clock.millis();
    }

    /** To be called after every change, before it is acknowledged. */
    void changed(long inode) {
        changes.incrementAndGet(slot(inode));
    }

    /** To be asked before the kernel is asked what {@link #remember} is told. */
    int changes(long inode) {
        return changes.get(slot(inode));
    }

    /** Of a file that was asked for a moment ago and not changed since. */
    @Nullable
    Known recent(long inode, long nowMillis) {
        int slot = slot(inode);
        Known known = slots.get(slot);
        boolean good = known != null
                && known.inode == inode
                && known.changes == changes.get(slot)
                && isFresh(known.askedMillis, nowMillis);
        return good ? known : null;
    }

    /** A clock that was set back makes nothing fresh. */
    static boolean isFresh(long askedMillis, long nowMillis) {
        long age = nowMillis - askedMillis;
        return age >= 0 && age < FRESH_MILLIS;
    }

    /** Whether it is worth asking for the attributes first. */
    boolean mayKnow(long inode) {
        Known known = slots.get(slot(inode));
        return known != null && known.inode == inode;
    }

    @Nullable
    FileHandle handle(FileStatus file) {
        Known known = slots.get(slot(file.inode()));
        boolean same = known != null
                && known.inode == file.inode()
                && known.birthSeconds == file.birthSeconds()
                && known.birthNanos == file.birthNanos();
        return same ? known.entry.handle() : null;
    }

    /**
     * What is remembered of a file, or null when it is too young for that.
     *
     * @param entry of the file whose status it is, and of no other
     * @param changes and {@code askedMillis} as {@link #changes} and {@link #nowMillis} had them before the kernel was asked
     */
    @Nullable
    Known remember(FileStatus file, Entry entry, int changes, long askedMillis) {
        boolean told = file.birthSeconds() != 0;
        if (!told || askedMillis / 1000 - file.birthSeconds() < LEAST_AGE_SECONDS) {
            return null;
        }
        Known known = new Known(file.inode(), file.birthSeconds(), file.birthNanos(), entry, changes, askedMillis);
        slots.set(slot(file.inode()), known);
        return known;
    }

    private static int slot(long inode) {
        return (int) inode & (SLOTS - 1);
    }
}
