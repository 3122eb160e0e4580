package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.rpc.RpcReply;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One COMPOUND on its way: made by the thread that waits for it, completed by the thread that reads its reply. */
final class Exchange<R> {
    private static final int MAX_TAG = 1024;
    private static final int MAX_RESULTS = 64;

    private final int xid;
    private final boolean sequenced;
    private final ReplyReader<R> reader;
    private final Thread owner = Thread.currentThread();
    private final long sentAt = System.nanoTime();

    private volatile boolean waiting;

    /** Written last: all below is visible to whoever sees it true. */
    private volatile boolean done;

    private boolean lost;
    private RpcReply.@Nullable Outcome outcome;
    private Nfs4Status sequenceStatus = Nfs4Status.OK;
    private int sequenceFlags;
    private @Nullable R value;
    private @Nullable IOException failure;

    /** @param sequenced whether the COMPOUND begins with SEQUENCE */
    Exchange(int xid, boolean sequenced, ReplyReader<R> reader) {
        this.xid = xid;
        this.sequenced = sequenced;
        this.reader = reader;
    }

    int xid() {
        return xid;
    }

    long sentAt() {
        return sentAt;
    }

    boolean done() {
        return done;
    }

    boolean waiting() {
        return waiting && !done;
    }

    void waiting(boolean now) {
        waiting = now;
    }

    /** Wakes who waits for it; whoever calls this for itself is awake. */
    void wake() {
        if (owner != Thread.currentThread()) {
            LockSupport.unpark(owner);
        }
    }

    void complete(XdrReader in) {
        try {
            RpcReply header = RpcReply.decode(in);
            outcome = header.outcome();
            if (outcome == RpcReply.Outcome.SUCCESS) {
                results(in);
            }
        } catch (XdrException | Nfs4Exception refused) {
            failure = refused;
        } catch (RuntimeException garbage) {
            // The caller must learn of it, not the stranger on whose thread this runs.
            failure = new XdrException("a reply that cannot be read: " + garbage);
        }
        finish();
    }

    void connectionLost() {
        lost = true;
        finish();
    }

    private void results(XdrReader in) throws XdrException, Nfs4Exception {
        Nfs4Status status = Nfs4Status.of(in.int32());
        in.slice(MAX_TAG);
        int count = in.count(MAX_RESULTS, 8);
        if (count == 0) {
            throw new Nfs4Exception(status == Nfs4Status.OK ? Nfs4Status.SERVERFAULT : status);
        }
        if (sequenced) {
            int first = in.int32();
            sequenceStatus = Nfs4Status.of(in.int32());
            if (first != OpCode.SEQUENCE.number() || sequenceStatus != Nfs4Status.OK) {
                return;
            }
            in.skip(16 + 4 * 4);
            sequenceFlags = in.int32();
            count--;
        }
        value = reader.read(new Reply(in, count));
    }

    private void finish() {
        done = true;
        wake();
    }

    boolean lost() {
        return lost;
    }

    RpcReply.@Nullable Outcome outcome() {
        return outcome;
    }

    Nfs4Status sequenceStatus() {
        return sequenceStatus;
    }

    int sequenceFlags() {
        return sequenceFlags;
    }

    /** The reader's value, or its refusal. */
    R value() throws XdrException, Nfs4Exception {
        IOException refusal = failure;
        if (refusal instanceof Nfs4Exception status) {
            throw status;
        }
        if (refusal != null) {
            throw new XdrException(String.valueOf(refusal.getMessage()));
        }
        R result = value;
        if (result == null) {
            throw new XdrException("RPC " + outcome);
        }
        return result;
    }
}
