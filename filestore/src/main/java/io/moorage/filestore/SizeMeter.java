package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Counts a file system by walking it in the background, and only when something changed since the last walk. Nothing is
 * kept on disk: after a crash the walk finds what is there, so no count is ever wrong for longer than until the next one. A
 * walk takes about 4 s for a million objects; so that walking never takes more than a twentieth of one processor, the next
 * one waits.
 */
final class SizeMeter {
    private static final int REST_PER_WALK = 20;
    private static final Duration LEAST_REST = Duration.ofSeconds(2);
    private static final int BUFFER = 64 * 1024;
    private static final byte[] ITSELF = {'.'};

    private final Volume volume;
    private final InstantSource clock;
    private final byte[] rootHandle;
    private final AtomicBoolean walking = new AtomicBoolean();
    private volatile @Nullable MeteredSize last;
    private volatile long changesAtLast = -1;
    private volatile Instant nextWalk = Instant.MIN;

    SizeMeter(Volume volume, byte[] rootHandle, InstantSource clock) {
        this.volume = volume;
        this.clock = clock;
        this.rootHandle = rootHandle;
    }

    /** The last count, if there was one; starts another when there were changes since and it is time. */
    Optional<MeteredSize> size() {
        boolean changed = volume.changes.get() != changesAtLast;
        if (changed && !clock.instant().isBefore(nextWalk) && walking.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("size-meter").start(this::walkInBackground);
        }
        return Optional.ofNullable(last);
    }

    /** The last count; the first is awaited. */
    MeteredSize known() throws VfsException {
        Optional<MeteredSize> size = size();
        return size.isPresent() ? size.get() : count();
    }

    private void walkInBackground() {
        try {
            count();
        } catch (VfsException closedOrBroken) {
            // The last count stays; the next question tries again.
            nextWalk = clock.instant().plus(LEAST_REST);
        } finally {
            walking.set(false);
        }
    }

    /** Walks now. */
    MeteredSize count() throws VfsException {
        Instant start = clock.instant();
        long changes = volume.changes.get();
        MeteredSize counted = new MeteredSize(walk(volume.calls()), 0, start);
        last = counted;
        changesAtLast = changes;
        Duration took = Duration.between(start, clock.instant());
        Duration rest = took.multipliedBy(REST_PER_WALK);
        nextWalk = clock.instant().plus(rest.compareTo(LEAST_REST) > 0 ? rest : LEAST_REST);
        return counted;
    }

    private long walk(Calls calls) throws VfsException {
        Deque<byte[]> directories = new ArrayDeque<>();
        Set<Long> counted = new HashSet<>();
        long bytes = volume.with(volume.root, (same, node) -> {
            directories.add(rootHandle);
            return MeteredSize.INODE_BYTES + volume.attributes(same, node).spaceUsed();
        });
        while (!directories.isEmpty()) {
            volume.calls();
            bytes += walk(calls, directories.pop(), directories, counted);
        }
        return bytes;
    }

    private long walk(Calls calls, byte[] directory, Deque<byte[]> found, Set<Long> counted) {
        boolean root = Arrays.equals(directory, rootHandle);
        int path = calls.directory().openHandle(volume.mountFd, directory, DirectoryCalls.O_PATH);
        if (path < 0) {
            return 0;
        }
        int fd = calls.directory()
                .open(path, ITSELF, DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY | DirectoryCalls.O_NOATIME, 0);
        calls.file().close(path);
        if (fd < 0) {
            return 0;
        }
        long bytes = 0;
        for (long read = calls.file().readEntries(fd, BUFFER);
                read > 0;
                read = calls.file().readEntries(fd, BUFFER)) {
            MemorySegment entries = calls.file().entries();
            for (long at = 0; at < read; at = Listing.next(entries, at)) {
                byte @Nullable [] name = Listing.nameUnlessDots(entries, at);
                bytes += name == null ? 0 : count(calls, fd, name, root && Orphans.isHidden(name), found, counted);
            }
        }
        calls.file().close(fd);
        return bytes;
    }

    /** @param hidden whether it is a directory of the store's own: only what is in it counts */
    private long count(
            Calls calls, int directory, byte[] name, boolean hidden, Deque<byte[]> found, Set<Long> counted) {
        int fd = calls.directory().open(directory, name, DirectoryCalls.O_PATH, 0);
        if (fd < 0) {
            return 0;
        }
        try {
            if (calls.file().statx(fd) < 0) {
                return 0;
            }
            FileStatus status = calls.file().status();
            if (status.isDirectory()) {
                if (calls.directory().nameToHandle(fd) < 0 || calls.directory().mountId() != volume.nodes.mountId()) {
                    return 0;
                }
                found.add(calls.directory().handle());
            } else if (status.links() > 1 && !counted.add(status.inode())) {
                return 0;
            }
            return hidden ? 0 : MeteredSize.INODE_BYTES + MeteredSize.ofData(status);
        } finally {
            calls.file().close(fd);
        }
    }
}
