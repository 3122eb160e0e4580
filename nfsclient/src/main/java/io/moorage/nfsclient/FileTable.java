package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.vfs.ByteRangeLocks.Range;
import io.moorage.vfs.FileHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything held open at the server, and how it is claimed again. What cannot be claimed is never replayed: an open that could
 * write or held locks answers FENCED from then on, a reader goes on without its open.
 */
final class FileTable implements Recoverable {
    private static final System.Logger LOG = System.getLogger(FileTable.class.getName());
    private static final int DELEGATE_NONE = 0;
    private static final int MAX_UNCOMMITTED_BYTES = 8 << 20;
    private static final int MAX_UNSENT_BYTES = 2 << 20;
    private static final long PATIENCE_SECONDS = 1;

    /** Guarded by this. */
    private final Map<FileHandle, NfsFile> files = new HashMap<>();

    private final Chunks chunks = new Chunks();

    private final AtomicLong owners = new AtomicLong();

    /** What may still be kept to be sent again, in bytes. */
    private final Semaphore room = new Semaphore(MAX_UNCOMMITTED_BYTES);

    /** What may still be kept before it is sent, in bytes. */
    private final Semaphore unsentRoom = new Semaphore(MAX_UNSENT_BYTES);

    /** An open owner's name that this client never used before. */
    Opaque newOwner() {
        return Opaque.of(ByteBuffer.allocate(9)
                .put((byte) 'o')
                .putLong(owners.incrementAndGet())
                .array());
    }

    synchronized @Nullable NfsFile find(FileHandle handle) {
        return files.get(handle);
    }

    /** Makes an open of a file and holds it. */
    synchronized NfsOpenFile open(FileHandle handle, Function<NfsFile, NfsOpenFile> maker) {
        NfsFile file = files.computeIfAbsent(handle, NfsFile::new);
        NfsOpenFile open = maker.apply(file);
        file.add(open);
        return open;
    }

    synchronized void remove(NfsOpenFile open) {
        if (open.file().remove(open)) {
            files.remove(open.handle(), open.file());
            settle(open.file(), open.file().uncommitted());
        }
    }

    synchronized List<NfsFile> all() {
        return List.copyOf(files.values());
    }

    /** Takes room for data to be kept, waiting a second for some; false when there was none. */
    boolean reserve(int bytes) {
        try {
            return room.tryAcquire(bytes, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean tryReserve(int bytes) {
        return room.tryAcquire(bytes);
    }

    void giveBack(int bytes) {
        room.release(bytes);
    }

    int unsentBytes() {
        return MAX_UNSENT_BYTES - unsentRoom.availablePermits();
    }

    Semaphore unsentRoom() {
        return unsentRoom;
    }

    /** Whether it is time to commit, before writers must wait. */
    boolean isGettingFull() {
        return room.availablePermits() < MAX_UNCOMMITTED_BYTES / 2;
    }

    /** Keeps the first bytes of the data, for which room was reserved. */
    void keep(NfsFile file, long offset, ByteBuffer data, int bytes, long verifier, boolean durable) {
        Uncommitted kept = new Uncommitted(offset, chunks.copy(data, bytes), verifier, chunks);
        if (durable) {
            file.addDurable(kept);
        } else {
            file.addUncommitted(kept);
        }
    }

    void settle(NfsFile file, List<Uncommitted> data) {
        giveBack(file.removeUncommitted(data));
    }

    /** The server took {@code open} away. */
    void lost(NfsOpenFile open, Nfs4Exception why) {
        NfsFile file = open.file();
        boolean writes = (open.shareAccess() & OPEN4.SHARE_ACCESS_WRITE) != 0;
        if (!writes && !file.holdsLocksVia(open)) {
            open.stateid(Stateid4.ANONYMOUS);
            return;
        }
        LOG.log(
                System.Logger.Level.ERROR,
                "an open file is lost, its I/O fails from now on: the server answered {0}",
                why.status());
        open.fence();
        file.removeLockOwnersVia(open);
        if (file.opens().stream().noneMatch(other -> canResend(other))) {
            settle(file, file.uncommitted());
        }
    }

    @Override
    public boolean reclaim(Calls calls) throws IOException {
        boolean granted = true;
        for (NfsFile file : all()) {
            for (NfsOpenFile open : file.opens()) {
                granted &= reclaim(calls, open);
            }
            for (LockedOwner owner : file.lockOwners().values()) {
                owner.stateid(null);
                granted &= reclaim(calls, owner);
            }
        }
        return granted;
    }

    @Override
    public void resend(Calls calls) throws IOException {
        for (NfsFile file : all()) {
            List<Uncommitted> data = file.uncommitted();
            for (NfsOpenFile open : data.isEmpty() ? List.<NfsOpenFile>of() : file.opens()) {
                if (canResend(open)) {
                    resend(calls, open, data);
                    break;
                }
            }
        }
    }

    /** Writes {@code data} again, durably, in its order; what the server refuses is given up with its open. */
    void resend(Calls calls, NfsOpenFile open, List<Uncommitted> data) throws IOException {
        try {
            for (Uncommitted piece : data) {
                if (piece.hold()) {
                    try {
                        Writes.durable(calls, open, piece.offset(), piece.data());
                    } finally {
                        piece.release();
                    }
                }
            }
            settle(open.file(), data);
        } catch (Nfs4Exception refused) {
            lost(open, refused);
        }
    }

    private static boolean canResend(NfsOpenFile open) {
        return !open.fenced() && (open.shareAccess() & OPEN4.SHARE_ACCESS_WRITE) != 0;
    }

    /** False when the server has given this client up; a file that is gone is no sign of that. */
    private boolean reclaim(Calls calls, NfsOpenFile open) throws IOException {
        if (open.fenced() || open.stateid().isSpecial()) {
            return true;
        }
        OPEN4.Args claim = new OPEN4.Args(
                0,
                open.shareAccess(),
                OPEN4.SHARE_DENY_NONE,
                new StateOwner4(calls.clientId(), open.owner()),
                new OPEN4.How.NoCreate(),
                new OPEN4.Claim.Previous(DELEGATE_NONE));
        try {
            OPEN4.Ok granted = calls.call(
                    open.caller(), true, () -> List.of(putfh(open.handle()), claim), Calls.NOTHING, reply -> reply.skip(
                                    OpCode.PUTFH)
                            .result(OpCode.OPEN, OPEN4.Ok.class));
            open.stateid(granted.stateid());
            return true;
        } catch (Nfs4Exception refused) {
            lost(open, refused);
            return refused.status() == Nfs4Status.STALE;
        }
    }

    private boolean reclaim(Calls calls, LockedOwner owner) throws IOException {
        for (HeldRanges.Held held : owner.held().ranges()) {
            LockType4 type = held.exclusive() ? LockType4.WRITE_LT : LockType4.READ_LT;
            Range range = held.range();
            LOCK4.Args claim =
                    new LOCK4.Args(type, true, range.offset(), wireLength(range), locker(calls, owner, owner.via()));
            try {
                LOCK4.Ok granted = calls.call(
                        owner.via().caller(),
                        true,
                        () -> List.of(putfh(owner.via().handle()), claim),
                        Calls.NOTHING,
                        reply -> reply.skip(OpCode.PUTFH).result(OpCode.LOCK, LOCK4.Ok.class));
                owner.stateid(granted.stateid().withSeqid(0));
            } catch (Nfs4Exception refused) {
                lost(owner.via(), refused);
                return refused.status() == Nfs4Status.STALE;
            }
        }
        return true;
    }

    static PUTFH4.Args putfh(FileHandle handle) {
        return new PUTFH4.Args(Opaque.of(handle.bytes()));
    }

    static LOCK4.Locker locker(Calls calls, LockedOwner owner, NfsOpenFile via) {
        Stateid4 known = owner.stateid();
        return known != null
                ? new LOCK4.Locker.KnownOwner(known, 0)
                : new LOCK4.Locker.NewOwner(0, via.stateid(), 0, new StateOwner4(calls.clientId(), owner.name()));
    }

    /** All ones means to the end (RFC 8881 section 18.10). */
    static long wireLength(Range range) {
        return range.length() == Long.MAX_VALUE ? -1L : range.length();
    }
}
