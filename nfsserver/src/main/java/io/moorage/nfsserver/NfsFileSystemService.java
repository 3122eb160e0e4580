package io.moorage.nfsserver;

import io.moorage.nfsserver.op.CompoundExecutor;
import io.moorage.nfsserver.op.Operations;
import io.moorage.nfsserver.state.NfsState;
import io.moorage.nfsserver.state.RecoveryJournal;
import io.moorage.nfsserver.throttle.Throttle;
import io.moorage.nfsserver.transport.Gate;
import io.moorage.nfsserver.transport.Listener;
import io.moorage.nfsserver.transport.Threads;
import io.moorage.nfsserver.transport.TrafficTable;
import io.moorage.nfswire.rpc.BufferPool;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** One file system as NFS clients see it: their state, shared by every listener (mount target) that serves it. */
public final class NfsFileSystemService implements AutoCloseable {
    private static final Logger LOG = System.getLogger(NfsFileSystemService.class.getName());
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final VirtualFileSystem files;
    private final NfsState state;
    private final Duration lease;
    private final Dialect dialect;
    private final ServedView whole;
    private final Threads threads;
    private final BufferPool buffers;
    private final Gate gate;
    private final TrafficTable traffic = new TrafficTable();
    private final Throttle throttle = new Throttle();

    /** The file system was told that nobody comes back any more for what was open before the start. */
    private boolean reclaimEnded;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    NfsFileSystemService(
            String name,
            VirtualFileSystem files,
            LeaseConfig lease,
            Dialect dialect,
            Path recoveryDirectory,
            InstantSource clock,
            RandomGenerator random,
            NfsLimits limits,
            Threads threads,
            BufferPool buffers)
            throws IOException {
        this.name = name;
        this.files = files;
        this.threads = threads;
        this.buffers = buffers;
        this.gate = new Gate(limits.connections());
        RecoveryJournal journal = new RecoveryJournal(recoveryDirectory, clock.instant());
        this.state = NfsState.create(clock, random, lease, limits, journal);
        this.lease = lease.lease();
        this.dialect = dialect;
        this.whole = view(View.whole(files));
    }

    /** Prepares a view of this file system to be given to connections; its clients and locks are this file system's. */
    public ServedView view(View view) {
        Operations operations =
                new Operations(view, state, lease, dialect, name.hashCode() & 0xffffffffL, "moorage-" + name);
        return new ServedView(view, new CompoundExecutor(state, operations));
    }

    /**
     * Serves all of the file system to everyone on a bound socket, which is closed with the listener.
     *
     * @param tag names the listener in logs: a mount target's id
     */
    public Listener listen(ServerSocketChannel socket, String tag) {
        return listen(socket, tag, null, arrival -> whole);
    }

    /**
     * Serves the file system on a bound socket, which is closed with the listener, to connections in plain and in TLS.
     *
     * @param tag names the listener in logs: a mount target's id
     * @param tls makes the server's side of a connection that begins with a TLS handshake; null to take none
     */
    public Listener listen(
            ServerSocketChannel socket, String tag, @Nullable Supplier<SSLEngine> tls, Admission admission) {
        listeners.removeIf(listener -> !listener.isOpen());
        Listener listener = Listener.start(socket, tag, tls, admission, gate, threads, buffers, traffic, throttle);
        listeners.add(listener);
        return listener;
    }

    /**
     * Shuts addresses out until {@link #lift}: refuses their connections and drops those there are, ends every client that was
     * ever heard from them with its sessions, opens and locks, and takes away their right to reclaim. When it returns, no
     * request of theirs can reach the file system any more: those under way have ended, later ones are refused. May be called
     * again, with the same or other addresses.
     *
     * @throws TimeoutException when a request under way has not ended within {@code patience}, since the disk hangs: the
     *     addresses are shut out, but that request may still write; call again
     */
    public void fence(Set<InetAddress> addresses, Duration patience)
            throws IOException, TimeoutException, InterruptedException {
        fence(addresses, patience, _ -> {});
    }

    /**
     * As {@link #fence(Set, Duration)}.
     *
     * @param ended is told of each client as it was, also when the fence times out afterwards
     */
    public void fence(Set<InetAddress> addresses, Duration patience, Consumer<ClientListing> ended)
            throws IOException, TimeoutException, InterruptedException {
        gate.shutOut(addresses);
        listeners.forEach(listener -> listener.drop(addresses));
        List<ClientListing> clients = state.leases().expire(addresses);
        clients.forEach(ended);
        gate.drain(addresses, clients.stream().map(ClientListing::clientId).collect(Collectors.toSet()), patience);
        // A request that was under way may have announced a client meanwhile.
        state.leases().expire(addresses).forEach(ended);
    }

    /**
     * Takes from every client but those of {@code writers} what it has open for writing, with the locks on it, of the files
     * concerned. To be called when such opens are refused already: when it returns, none is left and no request from elsewhere
     * that began before is under way any more.
     *
     * @param concerned gives those of some files that are concerned; may block
     * @throws TimeoutException when a request under way has not ended within {@code patience}: call again
     */
    public void revokeWrites(Set<InetAddress> writers, UnaryOperator<Set<FileHandle>> concerned, Duration patience)
            throws IOException, TimeoutException, InterruptedException {
        // An OPEN that began before the refusal may still be granted; a WRITE that found its open may still write.
        gate.drainAllBut(writers, patience);
        state.leases().revokeWrites(writers, concerned);
        gate.drainAllBut(writers, patience);
    }

    /** Admits addresses again. Their clients start anew. */
    public void lift(Set<InetAddress> addresses) {
        gate.admit(addresses);
    }

    /** Confirmed clients, oldest first. */
    public List<ClientListing> clients() {
        return state.leases().list();
    }

    /** Files that are open, at most {@code most}, those of the oldest clients first. */
    public List<HeldListing> held(int most) {
        return state.leases().held(most);
    }

    /** What was done for each address that ever asked. */
    public List<TrafficListing> traffic() {
        return traffic.list();
    }

    /** What keeps clients within limits; there are none at first. */
    public Throttle throttle() {
        return throttle;
    }

    /** How many connections there are, over all listeners. */
    public int connections() {
        return listeners.stream().mapToInt(Listener::connections).sum();
    }

    /** True while only reclaims are granted, after a restart. */
    public boolean inGrace() {
        return state.leases().inGrace();
    }

    /** Ends what has run out by the clock: leases, grace. The server calls it every second. */
    public synchronized void expireLapsed() throws IOException {
        state.leases().expire();
        if (!reclaimEnded && !inGrace()) {
            files.endReclaim();
            reclaimEnded = true;
        }
    }

    public String name() {
        return name;
    }

    /** Stops serving, waits up to 10 s for requests under way, and gives all open files back; clients may reclaim when the file system is served again. */
    @Override
    public void close() throws IOException {
        for (Listener listener : listeners) {
            listener.close();
        }
        try {
            gate.drain(CLOSING_PATIENCE);
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "closing {0}: {1}", name, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state.leases().suspend();
    }
}
