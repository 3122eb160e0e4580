package io.moorage.nfsserver.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds the threads that read a connection and have waited for the disk for longer than a moment, and has others read on for
 * them. Most waits are shorter than that and end before anything else came: handing the reading over each time would cost
 * two switches of threads, as much as a quick disk's sync.
 */
final class Relief implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int QUIET_ROUNDS = 64;

    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("nfs-relief").unstarted(this::run);

    /** True when the thread must be woken to look again. */
    private volatile boolean asleep;

    private volatile boolean closed;

    Relief() {
        thread.start();
    }

    void join(Worker worker) {
        workers.add(worker);
    }

    void leave(Worker worker) {
        workers.remove(worker);
    }

    /** To be called by a worker after it has said that it waits. */
    void watch() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        int quiet = 0;
        while (!closed) {
            quiet = look() ? 0 : quiet + 1;
            if (quiet < QUIET_ROUNDS) {
                LockSupport.parkNanos(PATIENCE_NANOS / 2);
                continue;
            }
            asleep = true;
            // Who said it before we told that we sleep will not wake us.
            if (!look() && !closed) {
                LockSupport.park();
            }
            asleep = false;
            quiet = 0;
        }
    }

    /** True when anybody waits. */
    private boolean look() {
        long limit = System.nanoTime() - PATIENCE_NANOS;
        boolean any = false;
        for (Worker worker : workers) {
            any |= worker.relieveIfWaitingSince(limit);
        }
        return any;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
