package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.ServedView;
import io.moorage.nfsserver.op.Answer;
import io.moorage.nfsserver.op.Change;
import io.moorage.nfsserver.op.Compound;
import io.moorage.nfsserver.state.Principal;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.rpc.BufferPool;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.nfswire.rpc.RecordReader;
import io.moorage.nfswire.rpc.RpcCall;
import io.moorage.nfswire.rpc.RpcReply;
import io.moorage.nfswire.rpc.RpcReply.Outcome;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import io.moorage.vfs.Caller;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a thread needs to serve requests of one connection, kept from request to request. One thread at a time. */
final class Worker implements Compound.Host, AutoCloseable {
    /** The largest message and the replies that may wait before it. */
    static final int LARGE_BYTES = Nfs4Limits.RECORD + BufferPool.SMALL_BYTES;

    private static final int LAST_FRAGMENT = 0x80000000;
    private static final int FLUSH_BYTES = 48 << 10;
    private static final int NOBODY = 65534;

    private static final Logger LOG = System.getLogger(Worker.class.getName());

    private final Connection connection;
    private final ServedView view;
    private final Activity activity;
    private final Compound compound;
    private final XdrReader arguments = new XdrReader(ByteBuffer.allocate(0));
    private final XdrWriter replies;
    private final Batch batch;
    private final Stopwatch stopwatch;

    /** Replies before it have been written to the connection. */
    private int sent;

    /** Where the reply under way begins. */
    private int replyAt;

    /** Replies that wait with the batch and tell of changes. */
    private final List<Retraction.Reply> changed = new ArrayList<>();

    private volatile @Nullable RecordReader reader;
    private boolean movedAside;

    /** The request under way waits for the disk, or its reply will. */
    private boolean isSlow;

    /** Requests came while this thread waited for the disk: next to be read, and being served. */
    private boolean cameMeanwhile;

    private boolean servesLate;

    private final Reading reading = new Reading();

    Worker(Connection connection) {
        this.connection = connection;
        this.view = connection.view();
        BufferPool buffers = connection.context().buffers();
        this.activity = new Activity(connection);
        this.compound = new Compound(view.view().files(), this, connection.address());
        this.replies = new XdrWriter(buffers, buffers.take(BufferPool.SMALL_BYTES), LARGE_BYTES);
        this.batch = new Batch(view.view().files(), view.executor());
        this.stopwatch = new Stopwatch(connection.context().traffic().of(connection.address()));
        connection.context().gate().join(activity);
        connection.context().threads().relief().join(this);
    }

    void reads(RecordReader newReader) {
        reader = newReader;
        movedAside = false;
    }

    /** Whether another thread reads the connection now; asked when a request is over. */
    boolean movedAside() {
        if (reading.isWaiting()) {
            movedAside |= reading.endWait();
            cameMeanwhile |= !movedAside && connection.hasInput();
        }
        return movedAside;
    }

    /** As {@link Reading#takeIfWaitingSince}: another thread reads on. */
    boolean relieveIfWaitingSince(long limit) {
        return reading.takeIfWaitingSince(limit, () -> {
            RecordReader own = reader;
            return own != null && connection.moveAside(own);
        });
    }

    /** Runs one request and appends its reply. */
    void serve(ByteBuffer record) throws IOException {
        activity.begin();
        isSlow = false;
        try {
            if (!connection.context().gate().admits(connection.address())) {
                throw new IOException("fenced");
            }
            replyAt = replies.position();
            replies.int32(0);
            reply(record);
            replies.patch(replyAt, LAST_FRAGMENT | (replies.position() - replyAt - 4));
            if (servesLate && !isSlow) {
                connection.isWorthSharing();
            }
            Change change = compound.change();
            if (change != null && batch.isOpen()) {
                changed.add(new Retraction.Reply(replyAt, replies.position(), change));
            }
        } finally {
            connection.context().gate().end(activity);
        }
    }

    private void reply(ByteBuffer record) throws XdrException {
        XdrReader in = arguments.reset(record);
        RpcCall call = RpcCall.decode(in);
        Outcome refusal = refusal(call);
        if (refusal != null) {
            new RpcReply(call.xid(), refusal).encode(replies);
            return;
        }
        new RpcReply(call.xid(), Outcome.SUCCESS).encode(replies);
        if (call.procedure() == RpcCall.COMPOUND) {
            begin(call, record);
            stopwatch.begin();
            try {
                view.executor().execute(in, replies, compound);
            } catch (XdrException e) {
                replies.rewind(replyAt + 4);
                new RpcReply(call.xid(), Outcome.GARBAGE_ARGS).encode(replies);
            } finally {
                stopwatch.end(compound.workKind(), compound.dataBytes(), batch.isOpen());
                connection
                        .context()
                        .throttle()
                        .charge(connection.address(), compound.workKind(), compound.dataBytes(), System.nanoTime());
            }
        }
    }

    /** RFC 5531 section 9: the first thing wrong with a call, or null. */
    private static @Nullable Outcome refusal(RpcCall call) {
        if (call.rpcVersion() != RpcCall.RPC_VERSION) {
            return Outcome.RPC_MISMATCH;
        }
        if (call.credential() instanceof Credential.Unknown) {
            return Outcome.AUTH_BADCRED;
        }
        if (call.program() != RpcCall.NFS_PROGRAM) {
            return Outcome.PROG_UNAVAIL;
        }
        if (call.version() != RpcCall.NFS_V4) {
            return Outcome.PROG_MISMATCH;
        }
        return call.procedure() == RpcCall.NULL || call.procedure() == RpcCall.COMPOUND ? null : Outcome.PROC_UNAVAIL;
    }

    /** Who does not say who it is is nobody; what is made of that is the view's. */
    private void begin(RpcCall call, ByteBuffer request) {
        if (call.credential() instanceof Credential.Sys sys) {
            compound.begin(
                    view.view().caller(new Caller(sys.uid(), sys.gid(), sys.groups(), connection.address())),
                    new Principal(Credential.AUTH_SYS, sys.uid()),
                    call.xid(),
                    request);
        } else {
            compound.begin(
                    view.view().caller(new Caller(NOBODY, NOBODY, new int[0], connection.address())),
                    new Principal(Credential.AUTH_NONE, NOBODY),
                    call.xid(),
                    request);
        }
    }

    @Override
    public void mayBlock() {
        isSlow = true;
        RecordReader own = reader;
        if (movedAside || own == null || reading.isWaiting()) {
            return;
        }
        sendFinished();
        if (movedAside()) {
            return;
        }
        if (own.hasMore()) {
            movedAside = connection.moveAside(own);
        } else {
            beginWait(own);
        }
    }

    /** Another thread reads on if requests are expected that need no disk; else nothing is read until {@link #movedAside} is asked. */
    private void beginWait(@Nullable RecordReader own) {
        if (own != null && connection.isShared()) {
            movedAside = connection.moveAside(own);
        }
        if (!movedAside) {
            reading.beginWait();
            connection.context().threads().relief().watch();
        }
    }

    /** With requests behind this one there may be more changes among them; all wait for the disk once. */
    @Override
    public void changesFiles() throws IOException {
        isSlow = true;
        RecordReader own = reader;
        if (movedAside || own == null || reading.isWaiting() || batch.isOpen()) {
            return;
        }
        sendFinished();
        if (own.hasMore()) {
            batch.open();
        } else {
            beginWait(own);
        }
    }

    @Override
    public boolean postpones(Answer answer) {
        if (batch.isOpen()) {
            batch.add(answer);
            return true;
        }
        return false;
    }

    /** Writes the finished replies, up to a place, as they are once the batch was settled. */
    private void send(int end) throws IOException {
        if (!batch.isOpen()) {
            connection.write(replies.buffer().slice(sent, end - sent));
            return;
        }
        if (!movedAside && !reading.isWaiting()) {
            beginWait(reader);
        }
        ByteBuffer finished;
        try {
            batch.settle();
            batch.keep(answer -> answer, replies.buffer());
            finished = replies.buffer().slice(sent, end - sent);
        } catch (VfsException notDurable) {
            LOG.log(Level.WARNING, "changes are not durable: {0}", notDurable.getMessage());
            Retraction retraction = new Retraction(view.executor(), notDurable, replies.buffer(), sent, end, changed);
            finished = retraction.replies();
            batch.keep(retraction::place, finished);
        }
        changed.clear();
        stopwatch.settled();
        connection.write(finished);
    }

    /** Replies that are ready must not wait for the call that blocks. */
    private void sendFinished() {
        if (replyAt > sent) {
            try {
                send(replyAt);
                sent = replyAt;
            } catch (IOException e) {
                connection.close();
            }
        }
    }

    @Override
    public void checkAdmitted() throws Nfs4Exception {
        if (!connection.context().gate().admits(connection.address())) {
            throw new Nfs4Exception(Nfs4Status.EXPIRED, "fenced");
        }
    }

    @Override
    public void speaksFor(long clientId) {
        activity.speaksFor(clientId);
    }

    boolean wantsFlush() {
        return replies.position() - sent > FLUSH_BYTES;
    }

    void flush() throws IOException {
        if (replies.position() > sent) {
            send(replies.position());
        }
        sent = 0;
        replyAt = 0;
        replies.rewind(0);
    }

    /** Nothing to do for now: a large buffer is for others. Only after {@link #flush}. */
    void idle() {
        servesLate = cameMeanwhile;
        cameMeanwhile = false;
        BufferPool buffers = connection.context().buffers();
        if (buffers.isLarge(replies.buffer())) {
            buffers.give(replies.exchange(buffers.take(BufferPool.SMALL_BYTES)));
        }
    }

    /** The call that was moved aside is over; what could not be written is dropped with the connection. */
    void finished() {
        batch.abandon();
        changed.clear();
        sent = 0;
        replyAt = 0;
        replies.rewind(0);
        reader = null;
        idle();
    }

    @Override
    public void close() {
        batch.abandon();
        connection.context().threads().relief().leave(this);
        connection.context().gate().leave(activity);
        connection.context().buffers().give(replies.buffer());
    }
}
