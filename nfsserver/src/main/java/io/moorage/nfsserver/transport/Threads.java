package io.moorage.nfsserver.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads of connections that are heard from: one each, and a bounded number more for calls that wait for the
 * disk. The other connections wait in {@link Parking}.
 */
public final class Threads implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Threads.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So long a connection may hold a thread and neither say anything nor take replies while others wait for one. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ExecutorService pool = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("nfs-", 1).factory());
    private final Relief relief = new Relief();
    private final Parking parking;
    private final Set<Connection> active = ConcurrentHashMap.newKeySet();
    private final Semaphore free;
    private final Semaphore blockedCalls;

    /** @param maxActive connections that have a thread at a time */
    public Threads(int maxActive, int maxBlockedCalls) {
        this.free = new Semaphore(maxActive);
        this.blockedCalls = new Semaphore(maxBlockedCalls);
        try {
            this.parking = new Parking(Selector.open(), this::tryResume, this::dropSilent);
        } catch (IOException e) {
            throw new UncheckedIOException("no selector for connections that wait", e);
        }
    }

    Parking parking() {
        return parking;
    }

    Relief relief() {
        return relief;
    }

    private boolean tryResume(Connection connection) {
        if (!free.tryAcquire()) {
            return false;
        }
        active.add(connection);
        try {
            pool.execute(connection::resume);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            gaveBack(connection);
            connection.close();
        }
        return true;
    }

    /** True while connections wait for a thread, or soon will. */
    boolean areScarce() {
        return free.availablePermits() == 0;
    }

    /** The connection needs its thread no more. */
    void gaveBack(Connection connection) {
        active.remove(connection);
        free.release();
        parking.threadIsFree();
    }

    /** Clients connect again when they have something to say. */
    private void dropSilent() {
        long limit = System.nanoTime() - SILENCE_NANOS;
        active.stream()
                .filter(connection -> connection.waitsSinceBefore(limit))
                .min(Comparator.comparingLong(Connection::waitsSince))
                .ifPresent(Connection::close);
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

    @Override
    public void close() {
        relief.close();
        try {
            parking.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "closing the selector failed", e);
        }
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
