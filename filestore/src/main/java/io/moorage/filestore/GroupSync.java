package io.moorage.filestore;

import io.moorage.vfs.VfsException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Lets many callers share one fsync of a file: a call that comes while one runs waits for the next, which covers all that
 * came meanwhile. A sync started before a caller's write was done is never taken for that caller's.
 */
final class GroupSync {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roundEnded = lock.newCondition();

    /** Invariant: {@code finished <= started <= finished + 1}; equal when no sync runs. */
    private long started;

    private long finished;

    private long lastFailed;
    private int failure;

    /** Returns when a sync that started after this call was made has ended well. */
    void sync(IntSupplier call) throws VfsException {
        long round = enter();
        if (round == 0) {
            return;
        }
        int result = 0;
        try {
            result = call.getAsInt();
        } finally {
            end(round, result);
        }
        Errnos.check(result);
    }

    /** Waits for a round of others that serves us, and returns 0; or the number of the round that is ours to run. */
    private long enter() throws VfsException {
        lock.lock();
        try {
            long mine = started + 1;
            while (finished < mine && started > finished) {
                roundEnded.awaitUninterruptibly();
            }
            if (finished < mine) {
                return ++started;
            }
            if (lastFailed >= mine) {
                throw Errnos.refusal(-failure);
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private void end(long round, int result) {
        lock.lock();
        try {
            finished = round;
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
