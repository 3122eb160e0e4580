package io.moorage.filestore;

import io.moorage.posix.FileCalls;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves files between storage classes by a file system's rules: in the background those whose time has come to the cold tier, one
 * after the other, for at most a quarter of one processor and never more of the disk than it can spare; and back those
 * that somebody used, as fast as it goes, since somebody may wait.
 */
final class Lifecycle {
    private static final Logger LOG = System.getLogger(Lifecycle.class.getName());

    /** EFS promises no time; hours are soon enough for rules in days. */
    private static final Duration BETWEEN_ROUNDS = Duration.ofHours(1);

    /** How much longer than it works a round rests. */
    private static final int REST_PER_WORK = 3;

    private static final Duration END_PATIENCE = Duration.ofSeconds(10);

    /** What a move must leave of the disk: so much, or a twentieth of a small one. */
    private static final long LEAST_LEFT_BYTES = 1L << 30;

    private final Volume volume;
    private final byte[] rootHandle;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> rounds = new AtomicReference<>();
    private final AtomicReference<@Nullable Thread> returns = new AtomicReference<>();

    /** Held by the one round under way. */
    private final Object round = new Object();

    private volatile Instant nextRound = Instant.MIN;

    Lifecycle(Volume volume, byte[] rootHandle, InstantSource clock) {
        this.volume = volume;
        this.rootHandle = rootHandle;
        this.clock = clock;
    }

    void follow(LifecycleRules rules) throws VfsException {
        if (!rules.equals(volume.tiers.rules())) {
            volume.tiers.follow(volume.calls(), rules);
            nextRound = Instant.MIN;
        }
    }

    /** Begins in the background what is to be done now, if that is not under way. To be called every now and then. */
    void tend() {
        if (!volume.tiers.returns.isEmpty()) {
            start(returns, "storage-class-returns", this::bringBack);
        }
        boolean due = !clock.instant().isBefore(nextRound);
        if (due && !volume.tiers.rules().isEmpty()) {
            start(rounds, "lifecycle", () -> {
                LifecycleOutcome outcome = run(new Pace());
                LOG.log(Level.DEBUG, "lifecycle management: {0}", outcome);
            });
        }
    }

    private interface Work {
        void run() throws VfsException;
    }

    private void start(AtomicReference<@Nullable Thread> place, String name, Work work) {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            try {
                work.run();
            } catch (VfsException closedOrBroken) {
                LOG.log(Level.DEBUG, "{0}: {1}", name, closedOrBroken.getMessage());
            } finally {
                place.set(null);
            }
        });
        if (closing.getCount() > 0 && place.compareAndSet(null, thread)) {
            thread.start();
        }
    }

    /** One round now, as fast as it goes. */
    LifecycleOutcome run() throws VfsException {
        return run(() -> true);
    }

    private LifecycleOutcome run(BooleanSupplier goesOn) throws VfsException {
        synchronized (round) {
            Instant now = clock.instant();
            nextRound = now.plus(BETWEEN_ROUNDS);
            ColdStore cold = volume.tiers.cold();
            if (cold == null) {
                return new LifecycleOutcome(0, 0, 0);
            }
            cold.accesses().sync(volume.calls());
            int collected = cold.collect(volume.calls());
            if (collected > 0) {
                LOG.log(Level.DEBUG, "cold contents of files that are gone: {0}", collected);
            }
            Round files = new Round(now, goesOn);
            new TreeWalk(volume, rootHandle, files).run();
            return new LifecycleOutcome(files.toIa, files.toArchive, files.later);
        }
    }

    /** Rests after each piece of work. */
    private final class Pace implements BooleanSupplier {
        private long restedAt = System.nanoTime();

        @Override
        public boolean getAsBoolean() {
            long worked = System.nanoTime() - restedAt;
            try {
                boolean ends = closing.await(worked * REST_PER_WORK, TimeUnit.NANOSECONDS);
                restedAt = System.nanoTime();
                return !ends;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Looks at each file and moves it when its time has come. */
    private final class Round implements TreeWalk.Visitor {
        private final Instant now;
        private final BooleanSupplier goesOn;
        private int toIa;
        private int toArchive;
        private int later;

        Round(Instant now, BooleanSupplier goesOn) {
            this.now = now;
            this.goesOn = goesOn;
        }

        @Override
        public void visit(Calls calls, int fd, FileStatus status) throws VfsException {
            if (closing.getCount() == 0) {
                throw new VfsException(VfsError.FENCED);
            }
            if (!status.isRegular() || status.size() < LifecycleRules.LEAST_BYTES) {
                return;
            }
            Optional<StorageClass> to = volume.tiers.rules().move(candidate(calls, status), now);
            if (to.isEmpty()) {
                return;
            }
            try {
                move(calls, fd, status, to.get());
            } catch (VfsException stays) {
                LOG.log(Level.DEBUG, "inode {0} stays in its class: {1}", status.inode(), stays.getMessage());
                later++;
            }
            boolean ignored = goesOn.getAsBoolean();
        }

        private LifecycleRules.Candidate candidate(Calls calls, FileStatus status) throws VfsException {
            TierRecord record = volume.tiers.record(calls, status);
            Instant access = volume.tiers.required().accesses().last(calls, status.inode());
            Instant born = Instant.ofEpochSecond(status.birthSeconds());
            return new LifecycleRules.Candidate(
                    status.size(),
                    record == null ? StorageClass.STANDARD : record.in(),
                    record == null ? StorageClass.STANDARD : record.writtenIn(),
                    access.isAfter(born) ? access : born);
        }

        private void move(Calls calls, int fd, FileStatus status, StorageClass to) throws VfsException {
            FileHandle handle = volume.nodes.handleOf(calls, fd);
            boolean moved = volume.with(handle, (same, node) -> {
                if (Node.isCold(volume.tiers.phase(same, node))) {
                    volume.tiers.reclass(same, node, to);
                } else {
                    requireRoom(same, status);
                    new Cooling(same, volume.tiers, node, to, goesOn).run();
                }
                return true;
            });
            toIa += moved && to == StorageClass.INFREQUENT_ACCESS ? 1 : 0;
            toArchive += moved && to == StorageClass.ARCHIVE ? 1 : 0;
        }

        private void requireRoom(Calls calls, FileStatus status) throws VfsException {
            Errnos.check(calls.file().statvfs(volume.mountFd));
            FileCalls.Space space = calls.file().space();
            long left = space.available() - status.blocks() * 512;
            if (left < Math.min(LEAST_LEFT_BYTES, space.total() / 20)) {
                throw new VfsException(VfsError.NOSPC, "the disk has no room to move a file of its size");
            }
        }
    }

    private void bringBack() throws VfsException {
        for (Returns.Return next = volume.tiers.returns.next(); next != null; next = volume.tiers.returns.next()) {
            Returns.Return wanted = next;
            try {
                boolean ignored = volume.with(wanted.file(), (calls, node) -> {
                    volume.tiers.bringBack(calls, node, wanted.goesAgain(), () -> closing.getCount() > 0);
                    return true;
                });
            } catch (VfsException stays) {
                if (stays.error() == VfsError.FENCED) {
                    throw stays;
                }
                LOG.log(Level.DEBUG, "a file is not brought back: {0}", stays.getMessage());
            }
        }
    }

    /** Ends what is under way in the background. */
    void close() {
        closing.countDown();
        for (Thread thread : new @Nullable Thread[] {rounds.get(), returns.get()}) {
            if (thread != null && thread != Thread.currentThread()) {
                try {
                    boolean ignored = thread.join(END_PATIENCE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
