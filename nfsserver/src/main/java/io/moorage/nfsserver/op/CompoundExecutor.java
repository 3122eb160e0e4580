package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.NfsState;
import io.moorage.nfsserver.state.Session;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.SETATTR4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Runs COMPOUNDs: one operation after another until one fails (RFC 7530 section 15.2, RFC 8881 section 16.2). */
public final class CompoundExecutor {
    private static final Logger LOG = System.getLogger(CompoundExecutor.class.getName());

    /** An RPC reply's header around the body, counted as a part of a session's message sizes. */
    private static final int REPLY_HEADER = 24;

    /** NFSv4.0 has no agreement on it as NFSv4.1's sessions have. */
    private static final int MAX_OPERATIONS = 512;

    private final NfsState state;
    private final Operations operations;
    private final ReplyCache replies = new ReplyCache();

    public CompoundExecutor(NfsState state, Operations operations) {
        this.state = state;
        this.operations = operations;
    }

    /**
     * Reads a COMPOUND's arguments and writes its results.
     *
     * @throws XdrException when not even the arguments' frame can be read: nothing was done and written
     */
    public void execute(XdrReader in, XdrWriter out, Compound compound) throws XdrException {
        ByteBuffer tag = in.slice(Nfs4Limits.TEXT);
        int minorVersion = in.int32();
        long count = in.uint32();
        int start = out.position();
        out.int32(0).slice(tag).int32(0);
        int countAt = out.position() - 4;
        compound.header(minorVersion, (int) Math.min(count, Integer.MAX_VALUE));
        if (minorVersion != 0 && minorVersion != 1) {
            out.patch(start, Nfs4Status.MINOR_VERS_MISMATCH.number());
            return;
        }
        if (minorVersion == 0 && count > MAX_OPERATIONS) {
            out.patch(start, Nfs4Status.RESOURCE.number());
            return;
        }
        try {
            run(in, out, compound, start, countAt);
        } finally {
            settle(out, compound, start);
        }
    }

    private void run(XdrReader in, XdrWriter out, Compound compound, int start, int countAt) {
        for (int i = 0; i < compound.operations(); i++) {
            compound.at(i);
            Nfs4Status status = one(i, in, out, compound, start);
            if (compound.repeatedReply() != null) {
                return;
            }
            out.patch(countAt, i + 1);
            if (status != Nfs4Status.OK) {
                out.patch(start, status.number());
                return;
            }
        }
    }

    /** Ends the request's slot with what is to be kept of it, or gives the reply kept before. */
    private void settle(XdrWriter out, Compound compound, int start) {
        ByteBuffer repeated = compound.repeatedReply();
        if (repeated != null) {
            out.rewind(start);
            while (repeated.hasRemaining()) {
                out.int32(repeated.getInt());
            }
        }
        Answer answer = new Answer(compound.once(), compound.slot(), compound.cacheThis(), start, out.position());
        if (answer.isKept() && !compound.host().postpones(answer)) {
            keep(answer, out.buffer());
        }
    }

    /**
     * Keeps a reply that may be given.
     *
     * @param written the replies as they stand
     */
    public void keep(Answer answer, ByteBuffer written) {
        ByteBuffer body = written.slice(answer.start(), answer.end() - answer.start());
        if (answer.once() != null) {
            replies.finish(answer.once(), body);
        }
        if (answer.slot() != null) {
            state.sessions().finish(answer.slot(), answer.cacheThis() ? body : null);
        }
    }

    /**
     * The body of a reply as it must be when its changes turned out not to be durable: it ends with the first of them, which
     * failed.
     *
     * @param written the replies as they were to be
     */
    public ByteBuffer retracted(ByteBuffer written, Change change, VfsException why) {
        Nfs4Status status = Statuses.of(why.error());
        OpCode op = OpCode.of(written.getInt(change.at()));
        int before = change.at() - change.start();
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(before + REPLY_HEADER));
        out.buffer().put(0, written, change.start(), before).position(before);
        fail(op, status, null, before, out);
        out.patch(0, status.number());
        int tagBytes = written.getInt(change.start() + 4);
        out.patch(8 + Math.ceilDiv(tagBytes, 4) * 4, change.position() + 1);
        return out.buffer().flip();
    }

    /** The reply can never be given: to a repetition it is as if it had not been kept. */
    public void abandon(Answer answer) {
        if (answer.once() != null) {
            replies.forget(answer.once());
        }
        if (answer.slot() != null) {
            state.sessions().finish(answer.slot(), null);
        }
    }

    private Nfs4Status one(int position, XdrReader in, XdrWriter out, Compound compound, int start) {
        int at = out.position();
        compound.resultAt(start, at);
        OpCode op = OpCode.ILLEGAL;
        Nfs4Status status;
        Nfs4Result body = Nfs4Result.VOID;
        try {
            op = next(in, compound);
            out.int32(op.number()).int32(0);
            checkOrder(op, position, compound);
            if (isRepeated(op, compound)) {
                return Nfs4Status.OK;
            }
            Nfs4Result result = operations.of(op).execute(op.decodeArgs(in), compound);
            result.encode(out);
            checkSize(out, compound, start);
            compound.ran(op);
            return Nfs4Status.OK;
        } catch (Nfs4Exception e) {
            status = e.status();
            body = e.body() == null ? body : e.body();
        } catch (VfsException e) {
            status = Statuses.of(e.error());
            logIo(op, e, status);
        } catch (XdrException e) {
            status = Nfs4Status.BADXDR;
            LOG.log(Level.DEBUG, "{0} from {1}: {2}", op, compound.address(), e.getMessage());
        } catch (BufferOverflowException e) {
            status = compound.minorVersion() == 0 ? Nfs4Status.RESOURCE : Nfs4Status.REP_TOO_BIG;
        } catch (IOException | RuntimeException e) {
            status = Nfs4Status.SERVERFAULT;
            LOG.log(Level.ERROR, op + " failed", e);
        }
        compound.ran(op);
        fail(op, status, body, at, out);
        return status;
    }

    /** NFSv4.0: whether this request was served before; if not, it is from here on. */
    private boolean isRepeated(OpCode op, Compound compound) throws Nfs4Exception {
        boolean onlyOnce =
                switch (op) {
                    case CREATE, LINK, REMOVE, RENAME -> compound.minorVersion() == 0;
                    default -> false;
                };
        if (!onlyOnce || compound.once() != null) {
            return false;
        }
        ReplyCache.Key key = compound.requestKey();
        ReplyCache.Entry known = replies.begin(key);
        if (known == null) {
            compound.runsOnce(key);
            return false;
        }
        if (known.reply() == null) {
            throw new Nfs4Exception(Nfs4Status.DELAY, "a repetition while the first is under way");
        }
        compound.repeats(ByteBuffer.wrap(known.reply()));
        return true;
    }

    private static void logIo(OpCode op, VfsException e, Nfs4Status status) {
        if (status == Nfs4Status.IO) {
            LOG.log(Level.WARNING, "{0}: the file system failed: {1}", op, e.getMessage());
        }
    }

    private static OpCode next(XdrReader in, Compound compound) throws Nfs4Exception, XdrException {
        OpCode op = OpCode.of(in.int32());
        return op.definedIn(compound.minorVersion()) ? op : OpCode.ILLEGAL;
    }

    /** RFC 8881 section 2.10.2 and 18.46.3: in NFSv4.1 SEQUENCE comes first, save before there is a session. */
    private static void checkOrder(OpCode op, int position, Compound compound) throws Nfs4Exception {
        compound.host().checkAdmitted();
        if (op == OpCode.ILLEGAL) {
            throw new Nfs4Exception(Nfs4Status.OP_ILLEGAL);
        }
        if (compound.minorVersion() > 0) {
            checkSession(op, position, compound);
        }
        if (!op.usableIn(compound.minorVersion())) {
            throw new Nfs4Exception(Nfs4Status.NOTSUPP);
        }
    }

    private static void checkSession(OpCode op, int position, Compound compound) throws Nfs4Exception {
        boolean sessionless =
                switch (op) {
                    case EXCHANGE_ID, CREATE_SESSION, BIND_CONN_TO_SESSION, DESTROY_SESSION, DESTROY_CLIENTID -> true;
                    default -> false;
                };
        if (position == 0) {
            if (sessionless && compound.operations() > 1) {
                throw new Nfs4Exception(Nfs4Status.NOT_ONLY_OP);
            }
            if (!sessionless && op != OpCode.SEQUENCE) {
                throw new Nfs4Exception(Nfs4Status.OP_NOT_IN_SESSION);
            }
        } else if (op == OpCode.SEQUENCE) {
            throw new Nfs4Exception(Nfs4Status.SEQUENCE_POS);
        } else if (op == OpCode.BIND_CONN_TO_SESSION) {
            throw new Nfs4Exception(Nfs4Status.NOT_ONLY_OP);
        } else if (compound.uncachedRepetition()) {
            throw new Nfs4Exception(Nfs4Status.RETRY_UNCACHED_REP);
        }
    }

    /** RFC 8881 section 2.10.6.4: a session's replies have the size that was agreed. */
    private static void checkSize(XdrWriter out, Compound compound, int start) throws Nfs4Exception {
        Session session = compound.session();
        if (session == null) {
            return;
        }
        int bytes = REPLY_HEADER + out.position() - start;
        if (bytes > session.fore().maxResponseSize()) {
            throw new Nfs4Exception(Nfs4Status.REP_TOO_BIG);
        }
        if (compound.cacheThis() && bytes > session.fore().maxResponseSizeCached()) {
            throw new Nfs4Exception(Nfs4Status.REP_TOO_BIG_TO_CACHE);
        }
    }

    private static void fail(OpCode op, Nfs4Status status, @Nullable Nfs4Result body, int at, XdrWriter out) {
        out.rewind(at);
        out.int32(op.number()).int32(status.number());
        try {
            if (op == OpCode.SETATTR) {
                new SETATTR4.Ok(Bitmap4.EMPTY).encode(out);
            } else if (body != null) {
                body.encode(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a refusal's body needs no I/O", e);
        }
    }
}
