package io.moorage.filestore;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Through which every change of a file system passes, so that all changes can be held up for a moment. Passing costs two
 * additions.
 */
final class ChangeGate {
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final LongAdder entered = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();

    /** Invariant: true only while one {@link Pause} is in force. Written under the lock. */
    private volatile boolean shut;

    private long pauses;

    /** A change begins; it waits while there is a pause. Each is followed by {@link #leave}. */
    void enter() {
        entered.increment();
        while (shut) {
            left.increment();
            awaitOpen();
            entered.increment();
        }
    }

    void leave() {
        left.increment();
    }

    private void awaitOpen() {
        lock.lock();
        try {
            while (shut) {
                opened.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets no change begin, and returns when those under way have ended; empty-handed when they did not in time. */
    Pause pause(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            if (shut) {
                throw new IllegalStateException("changes are held up already");
            }
            shut = true;
            Pause pause = new Pause(++pauses);
            long deadline = System.nanoTime() + patience.toNanos();
            while (!isEmpty()) {
                long ignored = opened.awaitNanos(LOOK_NANOS);
                if (System.nanoTime() > deadline || !shut) {
                    end();
                    break;
                }
            }
            return pause;
        } catch (InterruptedException e) {
            end();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** What left is read first: who is counted there is then counted as entered too. */
    private boolean isEmpty() {
        long gone = left.sum();
        return entered.sum() == gone;
    }

    /** Ends a pause from outside, when something must not wait: who paused finds out and tries again. */
    void breakPause() {
        lock.lock();
        try {
            end();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        shut = false;
        opened.signalAll();
    }

    /** A time in which nothing changes. */
    final class Pause {
        private final long number;

        private Pause(long number) {
            this.number = number;
        }

        /** Lets changes go on; false when they did before, so that what was seen may be of several moments. */
        boolean end() {
            lock.lock();
            try {
                boolean held = shut && number == pauses;
                if (number == pauses) {
                    ChangeGate.this.end();
                }
                return held;
            } finally {
                lock.unlock();
            }
        }

        boolean holds() {
            return shut && number == pauses;
        }
    }
}
