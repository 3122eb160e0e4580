package io.moorage.fuse;

import io.moorage.vfs.ByteRangeLocks;
import io.moorage.vfs.ByteRangeLocks.LockOwner;
import io.moorage.vfs.ByteRangeLocks.Range;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.VfsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The SETLKWs that wait: one thread tries each again, first soon and then ever more rarely, until it succeeds or the
 * kernel interrupts it. Waiting costs no thread that reads requests.
 */
final class LockWaiters implements AutoCloseable {
    private static final long FIRST_PAUSE = 2 * Clocks.MILLIS;
    private static final long LONGEST_PAUSE = 200 * Clocks.MILLIS;
    private static final int EARLY_INTERRUPTS = 256;

    private final ByteRangeLocks locks;
    private final Kernel kernel;
    private final LongSupplier clock;
    private final Thread thread;

    /** By the request's unique number. Guarded by this, as is all below. */
    private final Map<Long, Waiter> waiting = new LinkedHashMap<>();

    /** Interrupts that overtook their request: another thread read them before the request got here. */
    private final Set<Long> early = new LinkedHashSet<>();

    private boolean closed;

    /** One lock asked for. */
    record Attempt(OpenFile file, LockOwner owner, Range range, boolean exclusive) {}

    private static final class Waiter {
        private final long unique;
        private final Attempt attempt;
        private long pause = FIRST_PAUSE;
        private long due;

        /** Being tried right now: an interrupt must let the try decide. */
        private boolean trying;

        private boolean interrupted;

        private Waiter(long unique, Attempt attempt, long now) {
            this.unique = unique;
            this.attempt = attempt;
            this.due = now + FIRST_PAUSE;
        }
    }

    LockWaiters(ByteRangeLocks locks, Kernel kernel, LongSupplier clock) {
        this.locks = locks;
        this.kernel = kernel;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("fuse-locks").unstarted(this::run);
    }

    synchronized void add(long unique, Attempt attempt) {
        if (closed || early.remove(unique)) {
            kernel.answer(unique, Errno.EINTR);
            return;
        }
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        waiting.put(unique, new Waiter(unique, attempt, clock.getAsLong()));
        notifyAll();
    }

    /** A process gave up waiting (a signal). */
    synchronized void interrupt(long unique) {
        Waiter waiter = waiting.get(unique);
        if (waiter == null) {
            early.add(unique);
            if (early.size() > EARLY_INTERRUPTS) {
                early.remove(early.iterator().next());
            }
        } else if (waiter.trying) {
            waiter.interrupted = true;
        } else {
            waiting.remove(unique);
            kernel.answer(unique, Errno.EINTR);
        }
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
        List<Waiter> due = new ArrayList<>();
        while (awaitDue(due)) {
            for (Waiter waiter : due) {
                attempt(waiter);
            }
            due.clear();
        }
    }

    /** Waits for waiters whose time has come and marks them tried; false when this was closed. */
    private synchronized boolean awaitDue(List<Waiter> due) {
        try {
            while (!closed) {
                long now = clock.getAsLong();
                long soonest = LONGEST_PAUSE;
                for (Waiter waiter : waiting.values()) {
                    if (waiter.due - now <= 0) {
                        waiter.trying = true;
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

    private void attempt(Waiter waiter) {
        Attempt attempt = waiter.attempt;
        int errno;
        try {
            boolean taken = locks.lock(attempt.file, attempt.owner, attempt.range, attempt.exclusive)
                    .isEmpty();
            errno = taken ? Errno.OK : Errno.EAGAIN;
        } catch (VfsException refused) {
            errno = Errno.of(refused.error());
        }
        settle(waiter, errno);
    }

    private synchronized void settle(Waiter waiter, int errno) {
        waiter.trying = false;
        if (errno == Errno.EAGAIN && !waiter.interrupted && !closed) {
            waiter.pause = Math.min(waiter.pause * 2, LONGEST_PAUSE);
            waiter.due = clock.getAsLong() + waiter.pause;
        } else if (waiting.remove(waiter.unique) != null) {
            kernel.answer(waiter.unique, errno == Errno.EAGAIN ? Errno.EINTR : errno);
        }
    }
}
