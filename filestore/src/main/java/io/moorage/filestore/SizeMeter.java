package io.moorage.filestore;

import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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

    /** As {@link #size}, without starting anything. */
    Optional<MeteredSize> last() {
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
        Sum sum = new Sum();
        FileStatus root = Tiers.status(volume.calls(), volume.mountFd);
        sum.standard += MeteredSize.INODE_BYTES + MeteredSize.ofData(root);
        new TreeWalk(volume, rootHandle, sum).run();
        MeteredSize counted = new MeteredSize(sum.standard, sum.infrequentAccess, sum.archive, start);
        last = counted;
        changesAtLast = changes;
        Duration took = Duration.between(start, clock.instant());
        Duration rest = took.multipliedBy(REST_PER_WALK);
        nextWalk = clock.instant().plus(rest.compareTo(LEAST_REST) > 0 ? rest : LEAST_REST);
        return counted;
    }

    /** Metadata is in Standard, wherever the data is. */
    private final class Sum implements TreeWalk.Visitor {
        private long standard;
        private long infrequentAccess;
        private long archive;

        @Override
        public void visit(Calls calls, int fd, FileStatus status) throws VfsException {
            TierRecord record = volume.tiers.record(calls, status);
            long data = MeteredSize.ofData(record == null ? status : record.seen(status));
            standard += MeteredSize.INODE_BYTES;
            switch (record == null ? StorageClass.STANDARD : record.in()) {
                case STANDARD -> standard += data;
                case INFREQUENT_ACCESS -> infrequentAccess += data;
                case ARCHIVE -> archive += data;
            }
        }
    }
}
