package io.moorage.fuse;

import io.moorage.vfs.ByteRangeLocks;
import io.moorage.vfs.ByteRangeLocks.LockOwner;
import io.moorage.vfs.ByteRangeLocks.Range;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.VfsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The SETLKWs that wait: one thread tries each again, first soon and then ever more rarely, until it succeeds or the
 * kernel interrupts it. Waiting costs no thread that reads requests.
 */
final class LockWaiters implements AutoCloseable {
    private static final long FIRST_PAUSE = 2 * Clocks.MILLIS;
    private static final long LONGEST_PAUSE = 200 * Clocks.MILLIS;

    private final ByteRangeLocks locks;
    private final Kernel kernel;
    private final Watch watch;
    private final LateCalls late;
    private final Coherence coherence;
    private final LongSupplier clock;
    private final Thread thread;

    /** By the request's unique number. Guarded by this, as is all below. */
    private final Map<Long, Waiter> waiting = new LinkedHashMap<>();

    private boolean closed;

    /** One lock asked for. */
    record Attempt(long node, OpenFile file, LockOwner owner, Range range, boolean exclusive) {}

    private static final class Waiter {
        private final long unique;
        private final int requester;
        private final Attempt attempt;
        private long pause = FIRST_PAUSE;
        private long due;

        /** Being tried right now: an interrupt must let the try decide. */
        private boolean trying;

        private boolean interrupted;

        private Waiter(long unique, int requester, Attempt attempt, long now) {
            this.unique = unique;
            this.requester = requester;
            this.attempt = attempt;
            this.due = now + FIRST_PAUSE;
        }
    }

    LockWaiters(
            ByteRangeLocks locks, Kernel kernel, Watch watch, LateCalls late, Coherence coherence, LongSupplier clock) {
        this.locks = locks;
        this.kernel = kernel;
        this.watch = watch;
        this.late = late;
        this.coherence = coherence;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("fuse-locks").unstarted(this::run);
    }

    /** False when the process gave up meanwhile: then nothing will answer the request from here. */
    synchronized boolean add(Request request, Attempt attempt) {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        long unique = request.unique();
        waiting.put(unique, new Waiter(unique, request.pid(), attempt, clock.getAsLong()));
        // After the put: an interrupt is either seen here or finds the waiter.
        if (closed || watch.isInterrupted(unique)) {
            waiting.remove(unique);
            return false;
        }
        notifyAll();
        return true;
    }

    /** A process gave up waiting (a signal); false when it does not wait here. */
    synchronized boolean interrupt(long unique) {
        Waiter waiter = waiting.get(unique);
        if (waiter == null) {
            return false;
        }
        if (waiter.trying) {
            waiter.interrupted = true;
        } else {
            waiting.remove(unique);
            kernel.answer(unique, Errno.EINTR);
        }
        return true;
    }

    /** As {@link #interrupt} of one that was answered already. */
    synchronized void drop(long unique) {
        waiting.remove(unique);
    }

    /** A lock was released through this mount: someone may go on. */
    synchronized void retryNow() {
        if (!waiting.isEmpty()) {
            long now = clock.getAsLong();
            waiting.values().forEach(waiter -> waiter.due = now);
            notifyAll();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.keySet().forEach(unique -> kernel.answer(unique, Errno.EINTR));
        waiting.clear();
        notifyAll();
    }

    private void run() {
        Underway underway = watch.enter();
        List<Waiter> due = new ArrayList<>();
        while (awaitDue(due)) {
            for (Waiter waiter : due) {
                if (beginTry(waiter)) {
                    underway.begin(waiter.unique, Opcode.SETLKW, waiter.requester, clock.getAsLong());
                    int errno = attempt(waiter.attempt);
                    settle(waiter, errno, underway.end());
                }
            }
            due.clear();
        }
        watch.leave(underway);
    }

    private synchronized boolean beginTry(Waiter waiter) {
        waiter.trying = waiting.get(waiter.unique) == waiter;
        return waiter.trying;
    }

    /** Waits for waiters whose time has come; false when this was closed. */
    private synchronized boolean awaitDue(List<Waiter> due) {
        try {
            while (!closed) {
                long now = clock.getAsLong();
                long soonest = LONGEST_PAUSE;
                for (Waiter waiter : waiting.values()) {
                    if (waiter.due - now <= 0) {
                        due.add(waiter);
                    } else {
                        soonest = Math.min(soonest, waiter.due - now);
                    }
                }
                if (!due.isEmpty()) {
                    return true;
                }
                if (waiting.isEmpty()) {
                    wait();
                } else {
                    wait(soonest / Clocks.MILLIS + 1);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private int attempt(Attempt attempt) {
        try {
            boolean taken = locks.lock(attempt.file, attempt.owner, attempt.range, attempt.exclusive)
                    .isEmpty();
            if (taken) {
                coherence.lockGranted(attempt.node, attempt.file);
            }
            return taken ? Errno.OK : Errno.EAGAIN;
        } catch (VfsException refused) {
            return Errno.of(refused.error());
        }
    }

    /** @param awaited false when the request was answered while this was tried */
    private synchronized void settle(Waiter waiter, int errno, boolean awaited) {
        waiter.trying = false;
        if (!awaited) {
            waiting.remove(waiter.unique);
            if (errno == Errno.OK) {
                late.later(() -> locks.unlock(waiter.attempt.file, waiter.attempt.owner, waiter.attempt.range));
            }
        } else if (errno == Errno.EAGAIN && !waiter.interrupted && !closed) {
            waiter.pause = Math.min(waiter.pause * 2, LONGEST_PAUSE);
            waiter.due = clock.getAsLong() + waiter.pause;
        } else if (waiting.remove(waiter.unique) != null) {
            kernel.answer(waiter.unique, errno == Errno.EAGAIN ? Errno.EINTR : errno);
        }
    }
}
