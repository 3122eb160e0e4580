package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.COMMIT4;
import io.moorage.nfswire.op.GETATTR4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.op.SETATTR4;
import io.moorage.nfswire.op.WRITE4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.Lock;

/** What is done with open files: data, durability, and their end. */
final class NfsContent {
    private static final System.Logger LOG = System.getLogger(NfsContent.class.getName());

    private final NfsClient client;
    private final FileTable table;
    private final NfsLocks locks;
    private final TransferBounds bounds;
    private final ExecutorService committer;
    private final WriteBehind behind;

    NfsContent(
            NfsClient client,
            FileTable table,
            NfsLocks locks,
            TransferBounds bounds,
            ScheduledExecutorService committer) {
        this.client = client;
        this.table = table;
        this.locks = locks;
        this.bounds = bounds;
        this.committer = committer;
        this.behind = new WriteBehind(table, client.withdrawals(), committer, this::writeThrough);
    }

    static NfsOpenFile ours(OpenFile file) throws VfsException {
        if (file instanceof NfsOpenFile ours) {
            ours.checkUsable();
            return ours;
        }
        throw new VfsException(VfsError.INVAL, "an open file of another file system");
    }

    int read(NfsOpenFile open, long offset, ByteBuffer target) throws VfsException {
        if (offset < 0) {
            throw new VfsException(VfsError.INVAL);
        }
        push(open.file());
        int start = target.position();
        boolean more = true;
        while (more && target.hasRemaining()) {
            more = readPiece(open, offset + (target.position() - start), target);
        }
        return target.position() - start;
    }

    /** One READ; false at the end of the file. Servers may give less than is there (RFC 8881 section 18.22.3). */
    private boolean readPiece(NfsOpenFile open, long offset, ByteBuffer target) throws VfsException {
        int count = Math.min(target.remaining(), bounds.readBytes());
        return onOpen(
                open,
                () -> client.call(
                        open.caller(),
                        false,
                        () -> List.of(FileTable.putfh(open.handle()), new READ4.Args(open.stateid(), offset, count)),
                        Calls.NOTHING,
                        reply -> {
                            XdrReader in = reply.skip(OpCode.PUTFH).ok(OpCode.READ);
                            boolean end = in.bool();
                            ByteBuffer data = in.slice(Nfs4Limits.IO);
                            if (data.remaining() > count) {
                                throw new XdrException("more data than asked for");
                            }
                            boolean more = !end && data.hasRemaining();
                            target.put(data);
                            return more;
                        }));
    }

    Stability write(NfsOpenFile open, long offset, ByteBuffer source, Stability stability) throws VfsException {
        if (offset < 0) {
            throw new VfsException(VfsError.INVAL);
        }
        if (offset > bounds.fileBytes() - source.remaining()) {
            throw new VfsException(VfsError.FBIG);
        }
        if (stability == Stability.UNSTABLE) {
            if (behind.take(open, offset, source)) {
                return Stability.UNSTABLE;
            }
        } else {
            behind.push(open.file(), StableHow4.UNSTABLE4);
        }
        return writeThrough(open, offset, source, onTheWire(stability));
    }

    private Stability writeThrough(NfsOpenFile open, long offset, ByteBuffer source, StableHow4 how)
            throws VfsException {
        Stability least = Stability.FILE_SYNC;
        long at = offset;
        while (source.hasRemaining()) {
            ByteBuffer piece = source.slice(source.position(), Math.min(source.remaining(), bounds.writeBytes()));
            WRITE4.Ok written = writePiece(open, at, piece, how);
            Stability got = fromTheWire(written.committed());
            least = got.compareTo(least) < 0 ? got : least;
            source.position(source.position() + written.count());
            at += written.count();
            if (table.isGettingFull() && open.file().beginBackgroundCommit()) {
                commitInBackground(open);
            }
        }
        return least;
    }

    private WRITE4.Ok writePiece(NfsOpenFile open, long offset, ByteBuffer piece, StableHow4 how) throws VfsException {
        int spare = Chunks.cost(piece.remaining());
        NfsFile file = open.file();
        file.awaitWithdrawnWrites(client.withdrawals());
        makeRoom(open, spare);
        Lock shared = file.sending().readLock();
        boolean shares = false;
        try {
            client.withdrawals().lock(shared);
            shares = true;
            file.beginWrite();
            WRITE4.Ok written = onOpen(open, () -> Writes.once(client, open, offset, piece, how));
            int count = written.count();
            if (count <= 0 || count > piece.remaining()) {
                throw new VfsException(VfsError.IO, "a WRITE of " + piece.remaining() + " bytes wrote " + count);
            }
            boolean durable = written.committed() != StableHow4.UNSTABLE4;
            if (!durable || file.hasUncommitted()) {
                table.keep(file, offset, piece, count, written.writeVerifier(), durable);
                spare -= Chunks.cost(count);
            }
            return written;
        } finally {
            if (shares) {
                file.endWrite();
                shared.unlock();
            }
            table.giveBack(spare);
        }
    }

    /** What is kept to be sent again has a bound: beyond it a writer commits, its own file first. */
    private void makeRoom(NfsOpenFile open, int bytes) throws VfsException {
        if (table.tryReserve(bytes)) {
            return;
        }
        commitSent(open);
        while (!table.reserve(bytes)) {
            for (NfsFile file : table.all()) {
                for (NfsOpenFile any : file.usableOpens().stream().limit(1).toList()) {
                    commitSent(any);
                }
            }
        }
    }

    /** Hands over what the file's writers were told is written. */
    void push(NfsFile file) throws VfsException {
        behind.pushForOthers(file, StableHow4.UNSTABLE4);
    }

    void pushToStay(NfsFile file) throws VfsException {
        behind.pushForOthers(file, durableIfAlone(file));
    }

    /** Data that waits for a COMMIT makes durable what comes with it. */
    private static StableHow4 durableIfAlone(NfsFile file) {
        return file.hasUncommitted() ? StableHow4.UNSTABLE4 : StableHow4.FILE_SYNC4;
    }

    /** What is kept back travels as a durable write, if there is nothing else to make durable. */
    void commit(NfsOpenFile open) throws VfsException {
        open.checkFailure();
        NfsFile file = open.file();
        if (!file.unsent().isSettled()) {
            behind.push(file, durableIfAlone(file));
        }
        commitSent(open);
    }

    private void commitSent(NfsOpenFile open) throws VfsException {
        List<Uncommitted> data = open.file().uncommitted();
        if (data.isEmpty()) {
            return;
        }
        long verifier = onOpen(
                        open,
                        () -> client.call(
                                open.caller(),
                                false,
                                () -> List.of(FileTable.putfh(open.handle()), new COMMIT4.Args(0, 0)),
                                Calls.NOTHING,
                                reply -> reply.skip(OpCode.PUTFH).result(OpCode.COMMIT, COMMIT4.Ok.class)))
                .writeVerifier();
        if (data.stream().allMatch(piece -> piece.verifier() == verifier)) {
            table.settle(open.file(), data);
        } else {
            LOG.log(System.Logger.Level.WARNING, "the server restarted before a COMMIT: data is sent again");
            resendAll(open);
        }
    }

    private void resendAll(NfsOpenFile open) throws VfsException {
        Lock exclusive = open.file().sending().writeLock();
        client.withdrawals().lock(exclusive);
        try {
            onOpen(open, () -> {
                table.resend(client, open, open.file().uncommitted());
                return true;
            });
            open.checkFence();
        } finally {
            exclusive.unlock();
        }
    }

    Attributes attributes(NfsOpenFile open) throws VfsException {
        push(open.file());
        return onOpen(
                open,
                () -> client.call(
                        open.caller(),
                        false,
                        () -> List.of(FileTable.putfh(open.handle()), new GETATTR4.Args(AttributeCodec.WANTED)),
                        Calls.NOTHING,
                        reply -> AttributeCodec.read(reply.skip(OpCode.PUTFH).ok(OpCode.GETATTR))));
    }

    Attributes setSize(NfsOpenFile open, long size) throws VfsException {
        if (size < 0) {
            throw new VfsException(VfsError.INVAL);
        }
        open.file().awaitWithdrawnWrites(client.withdrawals());
        commit(open);
        return onOpen(
                open,
                () -> client.call(
                        open.caller(),
                        true,
                        () -> List.of(
                                FileTable.putfh(open.handle()),
                                new SETATTR4.Args(open.stateid(), AttributeCodec.change(AttributeChange.ofSize(size))),
                                new GETATTR4.Args(AttributeCodec.WANTED)),
                        Calls.NOTHING,
                        reply -> {
                            SETATTR4.Ok ignored = reply.skip(OpCode.PUTFH).result(OpCode.SETATTR, SETATTR4.Ok.class);
                            return AttributeCodec.read(reply.ok(OpCode.GETATTR));
                        }));
    }

    /** Ends an open: what it wrote is durable first. After INTR it is not ended and may be asked for again. */
    void close(NfsOpenFile open) throws VfsException {
        VfsException refused = null;
        try {
            settle(open);
        } catch (VfsException failed) {
            if (failed.error() == VfsError.INTR) {
                throw failed;
            }
            refused = failed;
        }
        table.remove(open);
        closeAtServer(open);
        if (refused != null) {
            throw refused;
        }
    }

    private void settle(NfsOpenFile open) throws VfsException {
        if (!open.fenced()) {
            if ((open.shareAccess() & OPEN4.SHARE_ACCESS_WRITE) != 0) {
                open.file().awaitWithdrawnWrites(client.withdrawals());
                commit(open);
            }
            locks.releaseVia(open);
        }
    }

    private void closeAtServer(NfsOpenFile open) throws VfsException {
        if (open.fenced() || open.stateid().isSpecial()) {
            return;
        }
        try {
            client.call(
                    open.caller(),
                    true,
                    () -> List.of(FileTable.putfh(open.handle()), new CLOSE4.Args(0, open.stateid())),
                    Calls.NOTHING,
                    reply -> reply.skip(OpCode.PUTFH).skip(OpCode.CLOSE));
        } catch (Nfs4Exception refused) {
            // A file without a name goes with its last open: a server that closed it and died knows it no more.
            if (!Errors.stateIsGone(refused.status()) && refused.status() != Nfs4Status.STALE) {
                throw Errors.of(refused);
            }
        } catch (IOException failed) {
            throw NfsNames.translated(failed);
        }
    }

    private void commitInBackground(NfsOpenFile open) {
        try {
            committer.execute(() -> {
                try {
                    commitSent(open);
                } catch (VfsException later) {
                    // Whoever synchronises or closes the file is told: the data is still kept.
                    LOG.log(System.Logger.Level.DEBUG, "a background COMMIT failed", later);
                } finally {
                    open.file().endBackgroundCommit();
                }
            });
        } catch (RejectedExecutionException closing) {
            open.file().endBackgroundCommit();
        }
    }

    private static StableHow4 onTheWire(Stability stability) {
        return switch (stability) {
            case UNSTABLE -> StableHow4.UNSTABLE4;
            case DATA_SYNC -> StableHow4.DATA_SYNC4;
            case FILE_SYNC -> StableHow4.FILE_SYNC4;
        };
    }

    private static Stability fromTheWire(StableHow4 how) {
        return switch (how) {
            case UNSTABLE4 -> Stability.UNSTABLE;
            case DATA_SYNC4 -> Stability.DATA_SYNC;
            case FILE_SYNC4 -> Stability.FILE_SYNC;
        };
    }

    /** What is done through an open file, and again when its stateid was replaced meanwhile. */
    interface OnOpen<R> {
        R run() throws IOException;
    }

    <R> R onOpen(NfsOpenFile open, OnOpen<R> operation) throws VfsException {
        while (true) {
            Stateid4 used = open.stateid();
            try {
                open.checkFence();
                return operation.run();
            } catch (Nfs4Exception refused) {
                if (!Errors.stateIsGone(refused.status())) {
                    throw Errors.of(refused);
                }
                if (open.stateid().equals(used)) {
                    table.lost(open, refused);
                }
            } catch (IOException failed) {
                throw NfsNames.translated(failed);
            }
        }
    }
}
