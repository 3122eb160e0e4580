package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.op.CompoundExecutor;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.rpc.BufferPool;
import io.moorage.nfswire.rpc.RecordReader;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One client's TCP connection. One thread at a time reads it, runs each request and writes the replies of all that came together
 * at once. A call that waits for the disk with requests behind it, or for long, has its thread to itself: another reads on.
 */
final class Connection implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private static final int CALLS_MOVED_ASIDE = 64;

    /** What a connection needs of its surroundings. */
    record Context(
            VirtualFileSystem files,
            CompoundExecutor executor,
            Gate gate,
            Threads threads,
            BufferPool buffers,
            TrafficTable traffic) {}

    private final SocketChannel channel;
    private final InetAddress address;
    private final Context context;
    private final Consumer<Connection> whenClosed;
    private final ReentrantLock writing = new ReentrantLock();

    /** Those not at work now. */
    private final ConcurrentLinkedQueue<Worker> workers = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    /** Calls that may wait and are to be moved aside at once, since requests were found waiting behind such a call. */
    private final AtomicInteger shared = new AtomicInteger();

    Connection(SocketChannel channel, InetAddress address, Context context, Consumer<Connection> whenClosed) {
        this.channel = channel;
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

    /** Reads and serves until the client goes, in the thread of the connection. */
    void run() {
        RecordReader reader;
        try {
            reader = new RecordReader(context.buffers, Nfs4Limits.RECORD);
        } catch (BufferOverflowException e) {
            over();
            return;
        }
        lead(reader);
    }

    /** Serves as the reading thread until the connection ends or a call moved the reading to another thread. */
    private void lead(RecordReader reader) {
        Worker worker = workers.poll();
        if (worker == null) {
            worker = new Worker(this);
        }
        try {
            worker.reads(reader);
            serve(reader, worker);
        } catch (XdrException e) {
            LOG.log(Level.DEBUG, "{0} does not speak NFS: {1}", address, e.getMessage());
        } catch (IOException | BufferOverflowException e) {
            LOG.log(Level.DEBUG, "connection of {0} ended: {1}", address, e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "connection of " + address + " failed", e);
        } finally {
            // Asked first: it may be that another thread is just taking the reader's rest.
            boolean movedAside = worker.movedAside();
            reader.close();
            end(worker, movedAside);
        }
    }

    private void end(Worker worker, boolean movedAside) {
        if (movedAside) {
            worker.finished();
            context.threads.unblocked();
            workers.add(worker);
            if (closed) {
                closeIdle();
            }
        } else {
            worker.close();
            over();
        }
    }

    /** Returns at the end of the stream, or when the reading was moved aside. */
    private void serve(RecordReader reader, Worker worker) throws IOException {
        while (true) {
            ByteBuffer record = reader.next();
            if (record == null) {
                worker.flush();
                if (worker.movedAside()) {
                    return;
                }
                worker.idle();
                if (reader.fill(channel) < 0) {
                    return;
                }
                continue;
            }
            worker.serve(record);
            if (worker.movedAside()) {
                worker.flush();
                return;
            }
            if (worker.wantsFlush()) {
                worker.flush();
                if (worker.movedAside()) {
                    return;
                }
            }
        }
    }

    /** True while requests are expected to come before the one under way is answered. */
    boolean isShared() {
        return shared.get() > 0 && shared.decrementAndGet() >= 0;
    }

    /** A call has waited while nobody read the connection: should the next ones be moved aside? */
    void waited() {
        try {
            if (channel.socket().getInputStream().available() > 0) {
                shared.set(CALLS_MOVED_ASIDE);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection of {0}: {1}", address, e.getMessage());
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
        if (context.threads.tryMoveAside(() -> lead(rest))) {
            return true;
        }
        reader.rejoin(rest);
        return false;
    }

    /** Writes all of it; replies of several threads never mix. */
    void write(ByteBuffer replies) throws IOException {
        writing.lock();
        try {
            while (replies.hasRemaining()) {
                channel.write(replies);
            }
        } finally {
            writing.unlock();
        }
    }

    private void over() {
        close();
        closeIdle();
        context.threads.disconnected();
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
    }
}
