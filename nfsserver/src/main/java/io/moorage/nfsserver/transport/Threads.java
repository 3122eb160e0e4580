package io.moorage.nfsserver.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The platform threads of all connections: one each, and a bounded number more for calls that wait for the disk. */
public final class Threads implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Threads.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService pool = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("nfs-", 1).factory());
    private final Relief relief = new Relief();
    private final Semaphore connections;
    private final Semaphore blockedCalls;

    public Threads(int maxConnections, int maxBlockedCalls) {
        this.connections = new Semaphore(maxConnections);
        this.blockedCalls = new Semaphore(maxBlockedCalls);
    }

    Relief relief() {
        return relief;
    }

    /** Runs a connection on a thread of its own; false when there are too many. */
    boolean tryConnection(Runnable connection) {
        return tryRun(connections, connection);
    }

    /** Gives a connection's reading to another thread, since the calling one will block; false when too many do. */
    boolean tryMoveAside(Runnable reading) {
        if (!blockedCalls.tryAcquire()) {
            return false;
        }
        try {
            pool.execute(reading);
            return true;
        } catch (RejectedExecutionException e) {
            blockedCalls.release();
            return false;
        }
    }

    /** The call that moved its reading aside is done. */
    void unblocked() {
        blockedCalls.release();
    }

    /** The connection is over, on whatever thread. */
    void disconnected() {
        connections.release();
    }

    private boolean tryRun(Semaphore bound, Runnable task) {
        if (!bound.tryAcquire()) {
            return false;
        }
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            bound.release();
            return false;
        }
    }

    @Override
    public void close() {
        relief.close();
        pool.shutdown();
        try {
            if (!pool.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "NFS requests still run after {0}", PATIENCE);
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
