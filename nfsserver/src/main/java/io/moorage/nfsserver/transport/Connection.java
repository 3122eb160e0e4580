package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.Admission;
import io.moorage.nfsserver.ServedView;
import io.moorage.nfsserver.throttle.Throttle;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.rpc.BufferPool;
import io.moorage.nfswire.rpc.RecordReader;
import io.moorage.nfswire.tls.TlsChannel;
import io.moorage.nfswire.xdr.XdrException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One client's TCP connection. While it is busy it has a thread, else it waits in {@link Parking}. One thread at a time reads it, runs each request and writes the replies of all that came together
 * at once. A call that waits for the disk with requests behind it, or for long, has its thread to itself: another reads on.
 */
final class Connection implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private static final int CALLS_MOVED_ASIDE = 64;
    private static final byte TLS_HANDSHAKE = 22;
    private static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(10);

    /** A wait for the client that is no longer than this is short. */
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** So many short waits, one after another, make a connection busy: its thread itself waits for what comes next. */
    private static final int BUSY = 16;

    /** So long the thread of a connection that is not busy waits for more before it is parked. */
    private static final int LINGER_MILLIS = 100;

    /** What a connection needs of its surroundings. */
    record Context(
            String listener,
            @Nullable Supplier<SSLEngine> tls,
            Admission admission,
            Gate gate,
            Threads threads,
            BufferPool buffers,
            TrafficTable traffic,
            Throttle throttle) {}

    private final SocketChannel channel;
    private final InetAddress address;
    private final Context context;
    private final Consumer<Connection> whenClosed;
    private final ReentrantLock writing = new ReentrantLock();

    /** The socket, or TLS over it. Settled before anything is served, as is {@link #view}. */
    private Wire wire;

    private @Nullable ServedView view;

    /** Those not at work now. */
    private final ConcurrentLinkedQueue<Worker> workers = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    /** In {@link Parking}, or on the way there or back: no thread serves it. */
    private final AtomicBoolean parked = new AtomicBoolean();

    /** What has come of requests while the connection is made to wait; null while it is not. */
    private final AtomicReference<@Nullable RecordReader> delayed = new AtomicReference<>();

    private final AtomicBoolean over = new AtomicBoolean();

    /** When its thread, or the parking, began to wait for more, by {@link System#nanoTime}; 0 while it is served. */
    private volatile long silentSince;

    /** When a thread began to write replies, by {@link System#nanoTime}; 0 while none does. */
    private volatile long writingSince;

    /** Short waits since the last long one, at most {@link #BUSY}. Of the thread that reads. */
    private int shortWaits;

    /** Calls that were moved aside and are under way: they write when they are done, which a parked connection could not take. */
    private final AtomicInteger aside = new AtomicInteger();

    /** Calls that wait for the disk and are to be moved aside at once, since others were found waiting behind such a call. */
    private final AtomicInteger shared = new AtomicInteger();

    Connection(SocketChannel channel, InetAddress address, Context context, Consumer<Connection> whenClosed) {
        this.channel = channel;
        this.wire = Wire.plain(channel, ByteBuffer.allocate(1).limit(0));
        this.address = address;
        this.context = context;
        this.whenClosed = whenClosed;
    }

    InetAddress address() {
        return address;
    }

    Context context() {
        return context;
    }

    ServedView view() {
        return Objects.requireNonNull(view, "nothing is served before the connection was admitted");
    }

    SocketChannel channel() {
        return channel;
    }

    /** Leaves the connection to {@link Parking} until it is heard from. */
    void park() {
        silentSince = System.nanoTime() | 1;
        parked.set(true);
        if (closed) {
            over();
        } else {
            context.threads.parking().park(this);
        }
    }

    /** Reads and serves until the client goes or falls silent, in a thread that is given back then. */
    void resume() {
        heard();
        if (!parked.compareAndSet(true, false)) {
            context.threads.gaveBack(this);
            return;
        }
        RecordReader reader;
        try {
            if (view == null) {
                arrive();
            }
            RecordReader kept = delayed.getAndSet(null);
            reader = kept == null ? new RecordReader(context.buffers, Nfs4Limits.RECORD) : kept;
        } catch (IOException | BufferOverflowException e) {
            LOG.log(Level.DEBUG, "connection of {0} is not served: {1}", address, e);
            over();
            context.threads.gaveBack(this);
            return;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "connection of " + address + " is not served", e);
            over();
            context.threads.gaveBack(this);
            return;
        }
        lead(reader);
    }

    /** A client that speaks TLS begins with a handshake record (RFC 8446 section 5.1), which no RPC record begins like. */
    private void arrive() throws IOException {
        Optional<X509Certificate> certificate = Optional.empty();
        boolean encrypted = false;
        if (context.tls != null) {
            ByteBuffer first = ByteBuffer.allocate(1);
            if (channel.read(first) < 0) {
                throw new EOFException("it ended before it began");
            }
            encrypted = first.flip().get(0) == TLS_HANDSHAKE;
            if (encrypted) {
                TlsChannel tls = new TlsChannel(channel, context.tls.get());
                tls.prepend(first);
                silentSince = System.nanoTime() | 1;
                tls.handshake(HANDSHAKE_PATIENCE);
                silentSince = 0;
                certificate = shown(tls.engine().getSession());
                wire = Wire.encrypted(tls, channel.socket());
            } else {
                wire = Wire.plain(channel, first);
            }
        }
        view = context.admission.admit(new Admission.Arrival(address, context.listener, encrypted, certificate));
    }

    /** Its session is not to be taken up again: the next connection shows its own, maybe newer, certificate. */
    private static Optional<X509Certificate> shown(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException nothingShown) {
            return Optional.empty();
        } finally {
            session.invalidate();
        }
    }

    /** Serves as the reading thread until the connection ends or a call moved the reading to another thread. */
    private void lead(RecordReader reader) {
        Worker worker = worker();
        if (worker == null) {
            reader.close();
            over();
            context.threads.gaveBack(this);
            return;
        }
        Pause pause = Pause.NONE;
        try {
            worker.reads(reader);
            pause = serve(reader, worker);
        } catch (XdrException e) {
            LOG.log(Level.DEBUG, "{0} does not speak NFS: {1}", address, e.getMessage());
        } catch (IOException | BufferOverflowException e) {
            LOG.log(Level.DEBUG, "connection of {0} ended: {1}", address, e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "connection of " + address + " failed", e);
        } finally {
            // Asked first: it may be that another thread is just taking the reader's rest.
            boolean movedAside = worker.movedAside();
            if (pause != Pause.DELAYED) {
                reader.close();
            }
            end(worker, movedAside, pause, reader);
        }
    }

    /** Null when there is no memory for one. */
    private @Nullable Worker worker() {
        Worker idle = workers.poll();
        if (idle != null) {
            return idle;
        }
        try {
            return new Worker(this);
        } catch (BufferOverflowException e) {
            LOG.log(Level.WARNING, "no memory to serve {0}", address);
            return null;
        }
    }

    /** How the reading thread's work ended. */
    private enum Pause {
        /** The connection is over, or another thread reads it. */
        NONE,
        /** Nothing is to be read for now. */
        SILENT,
        /** There are requests that must wait. */
        DELAYED
    }

    private void end(Worker worker, boolean movedAside, Pause pause, RecordReader reader) {
        if (movedAside) {
            worker.finished();
            aside.decrementAndGet();
            context.threads.unblocked();
            workers.add(worker);
            if (closed || parked.get()) {
                closeIdle();
            }
        } else {
            worker.close();
            closeIdle();
            context.threads.gaveBack(this);
            switch (pause) {
                case NONE -> over();
                case SILENT -> park();
                case DELAYED -> delay(reader);
            }
        }
    }

    /** Leaves the connection alone until its client may be served again, with what is there of its requests. */
    private void delay(RecordReader reader) {
        delayed.set(reader);
        parked.set(true);
        if (closed) {
            over();
        } else {
            long now = System.nanoTime();
            context.threads.parking().resumeAt(this, now + context.throttle.delayNanos(address, now));
        }
    }

    private boolean mustWait(RecordReader reader) {
        return reader.hasMore() && context.throttle.delayNanos(address, System.nanoTime()) > 0;
    }

    /** Returns at the end of the stream, or when the reading was moved aside, or when the connection needs no thread for now. */
    private Pause serve(RecordReader reader, Worker worker) throws IOException {
        boolean isFresh = true;
        while (true) {
            if (context.throttle.isLimiting() && mustWait(reader)) {
                worker.flush();
                return worker.movedAside() ? Pause.NONE : Pause.DELAYED;
            }
            ByteBuffer record = reader.next();
            if (record == null) {
                worker.flush();
                if (worker.movedAside()) {
                    return Pause.NONE;
                }
                worker.idle();
                boolean mayPark = !isFresh && aside.get() == 0 && !reader.hasMore() && !wire.holdsInput();
                if (shortWaits < BUSY && mayPark && !lingers()) {
                    return Pause.SILENT;
                }
                isFresh = false;
                if (fill(reader) < 0) {
                    return Pause.NONE;
                }
                continue;
            }
            worker.serve(record);
            if (worker.movedAside()) {
                worker.flush();
                return Pause.NONE;
            }
            if (worker.wantsFlush()) {
                worker.flush();
                if (worker.movedAside()) {
                    return Pause.NONE;
                }
            }
        }
    }

    /** Coming back from the parking takes as long as some requests: true when more comes soon enough to do without. */
    private boolean lingers() throws IOException {
        silentSince = System.nanoTime() | 1;
        return !context.threads.areScarce() && wire.awaitInput(LINGER_MILLIS);
    }

    private int fill(RecordReader reader) throws IOException {
        if (silentSince == 0) {
            silentSince = System.nanoTime() | 1;
        }
        int bytes = reader.fill(wire);
        heard();
        return bytes;
    }

    private void heard() {
        boolean waitedLong = System.nanoTime() - silentSince > SHORT_NANOS;
        shortWaits = waitedLong ? 0 : Math.min(shortWaits + 1, BUSY);
        silentSince = 0;
    }

    /** When its thread began to wait for the client, to say more or to take replies; 0 while it does not. */
    long waitsSince() {
        long since = silentSince;
        return since != 0 ? since : writingSince;
    }

    /** Whether its thread, once it began, has waited for the client since before {@code limit}, by {@link System#nanoTime}. */
    boolean waitsSinceBefore(long limit) {
        // Until then what it says is how long it was parked, perhaps for want of a thread.
        return !parked.get() && isBefore(waitsSince(), limit);
    }

    /** Drops the connection if its client has not taken a reply since before {@code limit}: it may come again. */
    void dropIfUntakenSince(long limit) {
        if (isBefore(writingSince, limit)) {
            LOG.log(Level.INFO, "{0} is dropped: it takes no replies, and others wait for its requests", address);
            close();
        }
    }

    private static boolean isBefore(long since, long limit) {
        return since != 0 && since - limit < 0;
    }

    /** True while requests that need no disk are expected to come before the one under way is answered. */
    boolean isShared() {
        return shared.get() > 0 && shared.decrementAndGet() >= 0;
    }

    /** A request that needs no disk has waited behind one that does. */
    void isWorthSharing() {
        shared.set(CALLS_MOVED_ASIDE);
    }

    /** Whether something came that nobody has read. */
    boolean hasInput() {
        try {
            return wire.hasInput();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection of {0}: {1}", address, e.getMessage());
            return false;
        }
    }

    /** The calling thread will block in a call: another goes on reading. False when none may. */
    boolean moveAside(RecordReader reader) {
        RecordReader rest;
        try {
            rest = reader.split();
        } catch (BufferOverflowException e) {
            return false;
        }
        aside.incrementAndGet();
        if (context.threads.tryMoveAside(() -> lead(rest))) {
            return true;
        }
        aside.decrementAndGet();
        reader.rejoin(rest);
        return false;
    }

    /** Writes all of it; replies of several threads never mix. */
    void write(ByteBuffer replies) throws IOException {
        writing.lock();
        try {
            writingSince = System.nanoTime() | 1;
            while (replies.hasRemaining()) {
                wire.write(replies);
            }
        } finally {
            writingSince = 0;
            writing.unlock();
        }
    }

    private void over() {
        close();
        closeIdle();
        countOver();
    }

    private void countOver() {
        RecordReader kept = delayed.getAndSet(null);
        if (kept != null) {
            kept.close();
        }
        if (over.compareAndSet(false, true)) {
            context.gate.disconnected();
        }
    }

    private void closeIdle() {
        for (Worker worker = workers.poll(); worker != null; worker = workers.poll()) {
            worker.close();
        }
    }

    /** Drops the connection: whoever reads or writes it fails at once. */
    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the connection of {0}: {1}", address, e.getMessage());
        }
        whenClosed.accept(this);
        if (parked.compareAndSet(true, false)) {
            countOver();
        }
    }
}
