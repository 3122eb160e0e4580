package io.moorage.base;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thread that takes a step whenever it is woken, and when the time that the last step named has passed. Wakes during a
 * step lead to one more step.
 */
public final class LoopThread implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LoopThread.class.getName());
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    /** One look at the world, and what follows from it. */
    @FunctionalInterface
    public interface Step {
        /** Returns when to look again even if nothing happens. An exception is logged, and the step taken again. */
        Duration run() throws InterruptedException;
    }

    private final Step step;
    private final Backoff backoff;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private boolean woken = true;
    private boolean closed;

    /** @param backoff between steps that fail */
    public LoopThread(String name, Backoff backoff, Step step) {
        this.step = step;
        this.backoff = backoff;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** The first step is taken at once. */
    public void start() {
        thread.start();
    }

    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        int failures = 0;
        Duration wait = Duration.ZERO;
        try {
            while (awaitWakeOr(wait)) {
                try {
                    wait = step.run();
                    failures = 0;
                } catch (RuntimeException | Error e) {
                    failures++;
                    wait = backoff.after(failures);
                    LOG.log(Level.WARNING, thread.getName() + " failed; next try in " + wait, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitWakeOr(Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait.toNanos();
            while (!woken && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts a step under way and waits for it to end. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            if (Thread.currentThread() != thread && !thread.join(LONGEST_STEP)) {
                LOG.log(Level.WARNING, thread.getName() + " did not end within " + LONGEST_STEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
