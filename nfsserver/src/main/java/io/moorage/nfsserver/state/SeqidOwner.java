package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.OpCode;
import io.moorage.vfs.FileHandle;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * NFSv4.0's at-most-once for an open owner or a lock owner (RFC 7530 section 9.1.7): its requests run one at a time, each
 * with the next seqid, and the last one's outcome is kept for its repetition.
 */
public abstract sealed class SeqidOwner permits OpenOwner, LockOwner {
    private static final long PATIENCE_SECONDS = 30;

    private final ReentrantLock turn = new ReentrantLock();

    /** Null until the owner's first request: that one may have any seqid. */
    private @Nullable Reply last;

    /** An operation's outcome, to be given again. */
    record Reply(
            int seqid,
            OpCode op,
            @Nullable Nfs4Result result,
            @Nullable IOException refusal,
            @Nullable FileHandle file) {}

    /** The operation itself. */
    public interface Body {
        Nfs4Result run() throws IOException;
    }

    /** Gives and takes the current file handle, which is a part of OPEN's outcome. */
    public interface CurrentFile {
        @Nullable
        FileHandle get();

        void set(FileHandle file);
    }

    /** Runs the body, or repeats the outcome of the last request when this is its repetition. */
    public Nfs4Result inSequence(int seqid, OpCode op, CurrentFile current, Body body) throws IOException {
        takeTurn();
        try {
            Reply reply = last;
            if (reply != null && seqid == reply.seqid) {
                return repeat(reply, op, current);
            }
            boolean first = op == OpCode.OPEN && acceptsAny();
            if (!first && (reply == null || seqid != reply.seqid + 1)) {
                throw new Nfs4Exception(Nfs4Status.BAD_SEQID);
            }
            return run(seqid, op, current, body);
        } finally {
            turn.unlock();
        }
    }

    /** True while no sequence is agreed yet: an OPEN begins one. */
    abstract boolean acceptsAny();

    /** Takes over a sequence begun elsewhere: a new lock owner's, which its open owner's LOCK announced. */
    void begin(int seqid, Nfs4Result result) {
        last = new Reply(seqid, OpCode.LOCK, result, null, null);
    }

    private Nfs4Result run(int seqid, OpCode op, CurrentFile current, Body body) throws IOException {
        try {
            Nfs4Result result = body.run();
            last = new Reply(seqid, op, result, null, current.get());
            return result;
        } catch (Nfs4Exception e) {
            if (advances(e.status())) {
                last = new Reply(seqid, op, null, e, null);
            }
            throw e;
        } catch (IOException e) {
            last = new Reply(seqid, op, null, e, null);
            throw e;
        }
    }

    private static Nfs4Result repeat(Reply reply, OpCode op, CurrentFile current) throws IOException {
        if (reply.op != op) {
            throw new Nfs4Exception(Nfs4Status.BAD_SEQID);
        }
        if (reply.refusal != null) {
            throw reply.refusal;
        }
        if (reply.file != null) {
            current.set(reply.file);
        }
        return reply.result == null ? Nfs4Result.VOID : reply.result;
    }

    /** RFC 7530 section 9.1.7: after these the client does not count on. */
    private static boolean advances(Nfs4Status status) {
        return switch (status) {
            case STALE_CLIENTID, STALE_STATEID, BAD_STATEID, BAD_SEQID, BADXDR, RESOURCE, NOFILEHANDLE, MOVED -> false;
            default -> true;
        };
    }

    /** A repetition that comes while the first is still under way waits for it. */
    private void takeTurn() throws Nfs4Exception {
        try {
            if (!turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Nfs4Exception(Nfs4Status.RESOURCE, "the owner's request before is still under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Nfs4Exception(Nfs4Status.RESOURCE, "interrupted");
        }
    }
}
