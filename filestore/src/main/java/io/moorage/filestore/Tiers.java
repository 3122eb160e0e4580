package io.moorage.filestore;

import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether files' contents are with them or in the cold tier, for those who read and change them: reading is served from where it
 * is, a change brings it back first. Safe for many threads.
 */
final class Tiers {
    private static final Logger LOG = System.getLogger(Tiers.class.getName());

    /** Who changes a larger file is told to come again, and it is brought back meanwhile. */
    private static final long MOST_WHILE_WAITED_FOR = 16L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final int mountFd;
    private final JournalKind journal;
    private final InstantSource clock;
    private final BlockCache blocks = new BlockCache();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /** Held while a copy is made, so that no data is taken away that it is about to read. */
    final Semaphore stillness = new Semaphore(1);

    /** Files that are to be brought back by whoever has the time. */
    final Returns returns = new Returns();

    private volatile @Nullable ColdStore cold;
    private volatile LifecycleRules rules = LifecycleRules.NONE;

    Tiers(int mountFd, JournalKind journal, InstantSource clock) {
        this.mountFd = mountFd;
        this.journal = journal;
        this.clock = clock;
    }

    void load(Calls calls) throws VfsException {
        cold = ColdStore.load(calls, mountFd, journal, clock.instant());
    }

    LifecycleRules rules() {
        return rules;
    }

    /** From now on these hold, and files' accesses are noted if they did not before. */
    void follow(Calls calls, LifecycleRules wanted) throws VfsException {
        lock.lock();
        try {
            if (cold == null && !wanted.isEmpty()) {
                cold = ColdStore.make(calls, mountFd, journal, clock.instant());
            }
            rules = wanted;
        } finally {
            lock.unlock();
        }
    }

    /** Null as long as nothing was ever to go there. */
    @Nullable
    ColdStore cold() {
        return cold;
    }

    /** How many directories of its own the tier has in the root. */
    int directories() {
        return cold == null ? 0 : 1;
    }

    // What files look like

    /** A file as clients see it, wherever its content is. */
    FileStatus seen(Calls calls, FileStatus real) throws VfsException {
        TierRecord record = record(calls, real);
        return record == null ? real : record.seen(real);
    }

    /** What is known of a file that may be in the tier, or was. */
    @Nullable
    TierRecord record(Calls calls, FileStatus real) throws VfsException {
        ColdStore store = cold;
        return store == null || !real.isRegular() ? null : store.record(calls, real);
    }

    // Reading

    /** A read of the file's own data: the kernel's result. */
    interface Read {
        int run() throws VfsException;
    }

    /** How many bytes were read into {@code target}, by {@code hot} while the file has its data. */
    int read(Calls calls, Node node, long offset, ByteBuffer target, Read hot) throws VfsException {
        int start = target.position();
        while (true) {
            int phase = phase(calls, node);
            if (Node.isCold(phase)) {
                int count = readCold(calls, node, phase, offset, target);
                if (count >= 0 && node.phase() == phase) {
                    return count;
                }
                // It came back meanwhile, and may have gone again.
                target.position(start);
            } else {
                int count = hot.run();
                if (node.phase() == phase) {
                    accessed(calls, node);
                    return count;
                }
                // Its data was taken away meanwhile, perhaps before it was read.
                target.position(start);
            }
        }
    }

    /** -1 when the content is no longer where it was in that phase. */
    private int readCold(Calls calls, Node node, int phase, long offset, ByteBuffer target) throws VfsException {
        try {
            return readCold(calls, node, offset, target);
        } catch (VfsException failed) {
            if (node.phase() == phase) {
                throw failed;
            }
            return -1;
        }
    }

    private int readCold(Calls calls, Node node, long offset, ByteBuffer target) throws VfsException {
        ColdStore store = cold;
        ColdFile file = store == null ? null : store.open(calls, status(calls, node));
        if (file == null) {
            throw new VfsException(VfsError.IO, "a cold content is missing");
        }
        try {
            if (rules.backOnAccess()) {
                returns.wanted(node.handle, false);
            }
            return blocks.read(file, offset, target);
        } finally {
            file.close();
        }
    }

    // Changing

    /** A change of a file's content or size. */
    interface Change {
        void run() throws VfsException;
    }

    /** Changes a file's content when it has it; AGAIN while it is being brought back and that takes its time. */
    void change(Calls calls, Node node, Change change) throws VfsException {
        if (!node.isRegular()) {
            change.run();
            return;
        }
        while (!enter(calls, node)) {
            bringBackToChange(calls, node);
        }
        try {
            accessed(calls, node);
            change.run();
        } finally {
            node.latch.endChange();
        }
    }

    /** False when the content has to be brought back first. */
    private boolean enter(Calls calls, Node node) throws VfsException {
        if (!node.latch.tryChange()) {
            awaitMove(node.latch::tryChange);
        }
        boolean hot = false;
        try {
            hot = !Node.isCold(phase(calls, node));
            return hot;
        } finally {
            if (!hot) {
                node.latch.endChange();
            }
        }
    }

    private void bringBackToChange(Calls calls, Node node) throws VfsException {
        boolean goesAgain = !rules.backOnAccess();
        if (status(calls, node).size() > MOST_WHILE_WAITED_FOR) {
            returns.wanted(node.handle, goesAgain);
            throw new VfsException(VfsError.AGAIN, "the file is being brought back from its storage class");
        }
        bringBack(calls, node, goesAgain, () -> true);
    }

    /** See {@link Warming}. */
    void bringBack(Calls calls, Node node, boolean goesAgain, BooleanSupplier goesOn) throws VfsException {
        moving(node, () -> {
            if (Node.isCold(phase(calls, node))) {
                new Warming(calls, required(), node, goesAgain, goesOn).run();
            }
        });
    }

    /** Moves a file from one cold class to another: its content stays. */
    void reclass(Calls calls, Node node, StorageClass to) throws VfsException {
        moving(node, () -> {
            FileStatus status = status(calls, node);
            TierRecord record = record(calls, status);
            ColdFile file = required().open(calls, status);
            if (file == null || record == null) {
                return;
            }
            try {
                file.put(file.header().in(to));
                file.sync();
                required().put(calls, record.in(to, StorageClass.STANDARD));
            } finally {
                file.close();
            }
        });
    }

    /** Sets a file's size to 0: what it had is not brought back. */
    void truncate(Calls calls, Node node, Change truncation) throws VfsException {
        if (!node.isRegular() || !Node.isCold(phase(calls, node))) {
            change(calls, node, truncation);
            return;
        }
        moving(node, () -> {
            if (Node.isCold(phase(calls, node))) {
                required().unsettle(calls, node.inode);
                truncation.run();
                Errnos.check(calls.file().fsync(node.dataFd(calls, mountFd, true)));
                node.nextPhase();
                forget(calls, node);
                required().release(calls, node.inode);
            } else {
                truncation.run();
            }
            accessed(calls, node);
        });
    }

    private void forget(Calls calls, Node node) throws VfsException {
        TierRecord record = record(calls, status(calls, node));
        if (record != null) {
            required()
                    .put(
                            calls,
                            record.in(StorageClass.STANDARD, StorageClass.STANDARD)
                                    .settledAt(0));
        }
    }

    /** Does something while nobody changes the content or moves it. */
    void moving(Node node, Change move) throws VfsException {
        if (!node.latch.tryMove()) {
            awaitMove(node.latch::tryMove);
        }
        try {
            move.run();
        } finally {
            endMove(node);
        }
    }

    void endMove(Node node) {
        node.latch.endMove();
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** AGAIN when it takes longer than a client should wait. */
    private void awaitMove(BooleanSupplier latched) throws VfsException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        lock.lock();
        try {
            while (!latched.getAsBoolean()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new VfsException(VfsError.AGAIN, "the content is moving between storage classes");
                }
                // Changes under way end without a signal.
                long ignored = moved.awaitNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VfsException(VfsError.AGAIN);
        } finally {
            lock.unlock();
        }
    }

    // Where a file is

    /** See {@link Node#phase}. */
    int phase(Calls calls, Node node) throws VfsException {
        int known = node.phase();
        if (known != Node.PHASE_UNKNOWN) {
            return known;
        }
        ColdStore store = cold;
        if (store == null) {
            // There may be one later: it will know where the file is, as it moves it.
            return node.firstPhase(false);
        }
        FileStatus status = status(calls, node);
        boolean perhaps = status.size() > 0 && store.record(calls, status) != null;
        ColdFile file = perhaps ? store.open(calls, status) : null;
        if (file != null) {
            file.close();
        }
        return node.firstPhase(file != null);
    }

    static FileStatus status(Calls calls, Node node) throws VfsException {
        return status(calls, node.pathFd);
    }

    static FileStatus status(Calls calls, int fd) throws VfsException {
        Errnos.check(calls.file().statx(fd));
        return calls.file().status();
    }

    ColdStore required() {
        ColdStore store = cold;
        if (store == null) {
            throw new IllegalStateException("there is no cold tier");
        }
        return store;
    }

    private void accessed(Calls calls, Node node) {
        ColdStore store = cold;
        if (store == null) {
            return;
        }
        long hour = AccessTimes.hour(clock.millis());
        if (node.accessHour == hour) {
            return;
        }
        node.accessHour = hour;
        try {
            store.accesses().note(calls, node.inode, hour);
        } catch (VfsException notNoted) {
            LOG.log(Level.DEBUG, "an access is not noted: {0}", notNoted.getMessage());
        }
    }

    /** To be called before the last descriptor of an object without a name is closed. */
    void gone(Calls calls, Node node) {
        ColdStore store = cold;
        if (store == null || !node.isRegular()) {
            return;
        }
        try {
            store.fileIsGone(calls, status(calls, node));
        } catch (VfsException left) {
            LOG.log(Level.DEBUG, "left to be collected: {0}", left.getMessage());
        }
    }

    void close(Calls calls) {
        ColdStore store = cold;
        if (store != null) {
            store.close(calls);
        }
    }
}
