package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps small writes back for a moment and sends them as one. Who reads the file or asks for its attributes pushes them first, so
 * nobody here sees the difference; other clients see it as close-to-open has it (RFC 8881 section 10.3.1).
 */
final class WriteBehind {
    private static final System.Logger LOG = System.getLogger(WriteBehind.class.getName());
    private static final int LARGEST_RUN = 512 << 10;

    /** Larger ones gain nothing by waiting. */
    private static final int LARGEST_WRITE = 128 << 10;

    private static final long LONGEST_SECONDS = 1;

    private final FileTable table;
    private final Withdrawals withdrawals;
    private final ScheduledExecutorService executor;
    private final Sender sender;

    /** Writes all of the data through the open. */
    interface Sender {
        void send(NfsOpenFile open, long offset, ByteBuffer data, StableHow4 how) throws VfsException;
    }

    WriteBehind(FileTable table, Withdrawals withdrawals, ScheduledExecutorService executor, Sender sender) {
        this.table = table;
        this.withdrawals = withdrawals;
        this.executor = executor;
        this.sender = sender;
    }

    /** False when the write is to be sent now; what was kept before it is sent then. */
    boolean take(NfsOpenFile open, long offset, ByteBuffer source) throws VfsException {
        NfsFile file = open.file();
        int count = source.remaining();
        if (count > LARGEST_WRITE) {
            push(file, StableHow4.UNSTABLE4);
            return false;
        }
        Unsent unsent = file.unsent();
        withdrawals.lock(unsent.lock());
        try {
            file.awaitWithdrawnWrites(withdrawals);
            int growth = unsent.growth(open, offset, count);
            if (growth < 0 || unsent.length() + growth > LARGEST_RUN) {
                push(file, StableHow4.UNSTABLE4);
                growth = count;
            }
            if (!table.unsentRoom().tryAcquire(growth)) {
                push(file, StableHow4.UNSTABLE4);
                return false;
            }
            boolean first = unsent.isEmpty();
            unsent.add(open, offset, source);
            if (first) {
                pushSoon(file);
            }
            return true;
        } finally {
            unsent.lock().unlock();
        }
    }

    /** Sends what is kept of a file. After INTR it is still kept; after any other failure it is lost. */
    void push(NfsFile file, StableHow4 how) throws VfsException {
        Unsent unsent = file.unsent();
        withdrawals.lock(unsent.lock());
        try {
            Unsent.Run run = unsent.take();
            if (run != null) {
                send(unsent, run, how);
            }
        } finally {
            unsent.lock().unlock();
        }
    }

    private void send(Unsent unsent, Unsent.Run run, StableHow4 how) throws VfsException {
        try {
            sender.send(run.open(), run.offset(), ByteBuffer.wrap(run.bytes(), 0, run.length()), how);
        } catch (VfsException failed) {
            if (failed.error() == VfsError.INTR) {
                unsent.restore(run);
            } else {
                table.unsentRoom().release(run.length());
            }
            throw failed;
        }
        table.unsentRoom().release(run.length());
    }

    /** For who is not the writer: a failure is the writer's to learn, when it synchronises or closes. */
    void pushForOthers(NfsFile file, StableHow4 how) throws VfsException {
        Unsent unsent = file.unsent();
        if (unsent.isSettled()) {
            return;
        }
        withdrawals.lock(unsent.lock());
        try {
            Unsent.Run run = unsent.take();
            if (run != null) {
                try {
                    send(unsent, run, how);
                } catch (VfsException failed) {
                    if (failed.error() == VfsError.INTR) {
                        throw failed;
                    }
                    run.open().failed(failed);
                }
            }
        } finally {
            unsent.lock().unlock();
        }
    }

    private void pushSoon(NfsFile file) {
        try {
            ScheduledFuture<?> ignored = executor.schedule(() -> pushLater(file), LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.log(System.Logger.Level.DEBUG, "the mount ends");
        }
    }

    private void pushLater(NfsFile file) {
        try {
            pushForOthers(file, StableHow4.UNSTABLE4);
        } catch (VfsException later) {
            LOG.log(System.Logger.Level.DEBUG, "data is still kept back", later);
        }
    }
}
