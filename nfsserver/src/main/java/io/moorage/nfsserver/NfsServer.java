package io.moorage.nfsserver;

import io.moorage.nfsserver.transport.Listener;
import io.moorage.nfsserver.transport.Threads;
import io.moorage.nfswire.rpc.BufferPool;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** An NFSv4.0 and NFSv4.1 server of any number of file systems, which share its threads and buffers. */
public final class NfsServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(NfsServer.class.getName());

    private final InstantSource clock;
    private final RandomGenerator random;
    private final NfsLimits limits;
    private final Dialect dialect;
    private final Threads threads;
    private final BufferPool buffers;
    private final Set<NfsFileSystemService> services = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("nfs-leases").factory());
    private final ScheduledFuture<?> expiring;

    /**
     * @param clock decides when leases and grace end
     * @param random safe for many threads; makes what clients should not guess, so a SecureRandom
     */
    public NfsServer(InstantSource clock, RandomGenerator random, NfsLimits limits) {
        this(clock, random, limits, Dialect.EFS);
    }

    /** As {@link #NfsServer(InstantSource, RandomGenerator, NfsLimits)}, maybe with more than EFS offers. */
    public NfsServer(InstantSource clock, RandomGenerator random, NfsLimits limits, Dialect dialect) {
        this.clock = clock;
        this.random = random;
        this.limits = limits;
        this.dialect = dialect;
        this.threads = new Threads(limits.activeConnections(), limits.blockedCalls());
        this.buffers = new BufferPool(Listener.largeBytes(), limits.largeBuffers());
        this.expiring = housekeeping.scheduleWithFixedDelay(this::expireLapsed, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Begins to serve a file system; listeners are added to what is returned. When the recovery directory tells of clients that
     * held opens before, it begins with a grace period.
     *
     * @param name unique in this server and the same over restarts: the file system's id
     * @param recoveryDirectory made when missing; belongs to this file system alone
     */
    public NfsFileSystemService serve(String name, VirtualFileSystem files, LeaseConfig lease, Path recoveryDirectory)
            throws IOException {
        NfsFileSystemService service = new NfsFileSystemService(
                name, files, lease, dialect, recoveryDirectory, clock, random, limits, threads, buffers);
        services.add(service);
        return service;
    }

    /** Ends the service of one file system, which itself stays open. */
    public void withdraw(NfsFileSystemService service) throws IOException {
        services.remove(service);
        service.close();
    }

    private void expireLapsed() {
        for (NfsFileSystemService service : services) {
            try {
                service.expireLapsed();
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.ERROR, "expiring leases of " + service.name() + " failed", e);
            }
        }
    }

    /** Closes listeners and connections, waits a bounded time for requests under way, and leaves clients able to reclaim. */
    @Override
    public void close() throws IOException {
        expiring.cancel(false);
        housekeeping.shutdown();
        for (NfsFileSystemService service : services) {
            service.close();
        }
        threads.close();
    }
}
