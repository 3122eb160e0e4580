package io.moorage.filestore;

import io.moorage.posix.Errno;
import io.moorage.vfs.VfsException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Lets many callers share one fsync of a file: a call that comes while one runs waits for the next, which covers all that
 * came meanwhile. A sync started before a caller's write was done is never taken for that caller's.
 *
 * <p>The kernel tells each failure to write a file back once for each descriptor, and takes the pages for clean from then on: the
 * next sync succeeds and means nothing for them. So syncs of a descriptor run one at a time, of data and of all alike, and what
 * follows from a failure is done before the next begins.
 */
final class GroupSync {
    /** What a sync makes durable. A full one serves who asked for data, too. */
    enum Extent {
        DATA,
        FULL
    }

    private final Runnable failed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roundEnded = lock.newCondition();

    /** Invariant: {@code finished <= started <= finished + 1}; equal when no sync runs. */
    private long started;

    private long finished;

    /** The last finished round that was full; 0 for none. */
    private long lastFull;

    private long lastFailed;
    private int failure;

    /** @param failed called after each failed sync, before any other begins or anybody learns of it */
    GroupSync(Runnable failed) {
        this.failed = failed;
    }

    /** Returns when a sync that started after this call was made, and reached as far, has ended well. */
    void sync(Extent extent, IntSupplier call) throws VfsException {
        long round = enter(extent);
        if (round == 0) {
            return;
        }
        int result = -Errno.EIO;
        try {
            result = call.getAsInt();
        } finally {
            end(round, extent, result);
        }
        Errnos.check(result);
    }

    /** Waits for a round of others that serves us, and returns 0; or the number of the round that is ours to run. */
    private long enter(Extent extent) throws VfsException {
        lock.lock();
        try {
            long mine = started + 1;
            while (!isServed(mine, extent) && started > finished) {
                roundEnded.awaitUninterruptibly();
            }
            if (lastFailed >= mine) {
                throw Errnos.refusal(-failure);
            }
            return isServed(mine, extent) ? 0 : ++started;
        } finally {
            lock.unlock();
        }
    }

    private boolean isServed(long round, Extent extent) {
        return (extent == Extent.FULL ? lastFull : finished) >= round;
    }

    private void end(long round, Extent extent, int result) {
        if (result < 0) {
            failed.run();
        }
        lock.lock();
        try {
            finished = round;
            if (extent == Extent.FULL) {
                lastFull = round;
            }
            if (result < 0) {
                lastFailed = round;
                failure = result;
            }
            roundEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
