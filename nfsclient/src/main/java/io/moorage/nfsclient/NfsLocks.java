package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.LockDenied4;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.FREE_STATEID4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.LOCKT4;
import io.moorage.nfswire.op.LOCKU4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.vfs.ByteRangeLocks.Conflict;
import io.moorage.vfs.ByteRangeLocks.LockOwner;
import io.moorage.vfs.ByteRangeLocks.Range;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Byte-range locks, kept by the server (RFC 8881 section 9). */
final class NfsLocks {
    private static final System.Logger LOG = System.getLogger(NfsLocks.class.getName());
    private static final Range ALL = new Range(0, Long.MAX_VALUE);

    private final NfsClient client;
    private final FileTable table;

    NfsLocks(NfsClient client, FileTable table) {
        this.client = client;
        this.table = table;
    }

    Optional<Conflict> lock(NfsOpenFile open, LockOwner owner, Range range, boolean exclusive) throws VfsException {
        while (true) {
            Stateid4 used = open.stateid();
            LockedOwner locked = open.file().lockOwner(owner.id(), open);
            client.withdrawals().lock(locked.changing());
            try {
                open.checkFence();
                HeldRanges before = locked.held();
                Stateid4 granted = client.call(
                        open.caller(),
                        true,
                        () -> List.of(
                                FileTable.putfh(open.handle()),
                                new LOCK4.Args(
                                        type(exclusive),
                                        false,
                                        range.offset(),
                                        FileTable.wireLength(range),
                                        FileTable.locker(client, locked, open))),
                        Calls.NOTHING,
                        reply -> reply.skip(OpCode.PUTFH)
                                .result(OpCode.LOCK, LOCK4.Ok.class)
                                .stateid());
                locked.stateid(granted.withSeqid(0));
                locked.held(locked.held().with(range, exclusive));
                if (client.withdrawals().ofThisThread()) {
                    giveBack(locked, range, before);
                }
                return Optional.empty();
            } catch (Nfs4Exception refused) {
                Optional<Conflict> conflict = conflict(refused);
                if (conflict.isPresent()) {
                    return conflict;
                }
                settleLost(open, used, refused);
            } catch (IOException failed) {
                throw NfsNames.translated(failed);
            } finally {
                locked.changing().unlock();
                forgetIfUnused(open, owner, locked);
            }
        }
    }

    /**
     * A lock whose caller has given up waiting. One that replaced another of the same owner stays: that one was not given up,
     * and the owner's next unlocking drops both.
     */
    private void giveBack(LockedOwner locked, Range range, HeldRanges before) throws VfsException {
        if (before.without(range).equals(before)) {
            client.resume(Thread.currentThread());
            unlock(locked, range);
        }
        throw new VfsException(VfsError.INTR, "granted too late");
    }

    Optional<Conflict> test(NfsOpenFile open, LockOwner owner, Range range, boolean exclusive) throws VfsException {
        open.checkFence();
        try {
            return client.call(
                    open.caller(),
                    false,
                    () -> List.of(
                            FileTable.putfh(open.handle()),
                            new LOCKT4.Args(
                                    type(exclusive),
                                    range.offset(),
                                    FileTable.wireLength(range),
                                    new StateOwner4(client.clientId(), LockedOwner.nameOf(owner.id())))),
                    Calls.NOTHING,
                    reply -> {
                        reply.skip(OpCode.PUTFH).skip(OpCode.LOCKT);
                        return Optional.empty();
                    });
        } catch (Nfs4Exception refused) {
            Optional<Conflict> conflict = conflict(refused);
            if (conflict.isEmpty()) {
                throw Errors.of(refused);
            }
            return conflict;
        } catch (IOException failed) {
            throw NfsNames.translated(failed);
        }
    }

    void unlock(NfsOpenFile open, LockOwner owner, Range range) throws VfsException {
        LockedOwner locked = open.file().findLockOwner(owner.id());
        if (locked == null) {
            return;
        }
        client.withdrawals().lock(locked.changing());
        try {
            unlock(locked, range);
        } finally {
            locked.changing().unlock();
            forgetIfUnused(open, owner, locked);
        }
    }

    /** Drops an owner's locks on the file. */
    void release(NfsOpenFile open, LockOwner owner) throws VfsException {
        LockedOwner locked = open.file().findLockOwner(owner.id());
        if (locked == null) {
            return;
        }
        client.withdrawals().lock(locked.changing());
        try {
            if (!locked.held().isEmpty()) {
                unlock(locked, ALL);
            }
            free(locked);
            open.file().removeLockOwner(owner.id());
        } finally {
            locked.changing().unlock();
        }
    }

    /** The server may forget the owner (RFC 8881 section 18.38). It would by the CLOSE too, so a refusal is no loss. */
    private void free(LockedOwner locked) throws VfsException {
        if (locked.stateid() == null || locked.via().fenced()) {
            return;
        }
        try {
            client.call(
                    locked.via().caller(),
                    true,
                    () -> List.of(new FREE_STATEID4.Args(stateid(locked))),
                    Calls.NOTHING,
                    reply -> reply.skip(OpCode.FREE_STATEID));
        } catch (Nfs4Exception refused) {
            LOG.log(System.Logger.Level.DEBUG, "a lock owner was not forgotten: {0}", refused.status());
        } catch (IOException failed) {
            throw NfsNames.translated(failed);
        }
    }

    /** Drops the locks that came through an open which is about to end. */
    void releaseVia(NfsOpenFile open) throws VfsException {
        for (Map.Entry<Long, LockedOwner> entry : open.file().lockOwners().entrySet()) {
            if (entry.getValue().via() == open) {
                release(open, new LockOwner(entry.getKey()));
            }
        }
    }

    private void unlock(LockedOwner locked, Range range) throws VfsException {
        NfsOpenFile via = locked.via();
        while (locked.stateid() != null && !via.fenced()) {
            Stateid4 used = via.stateid();
            try {
                client.call(
                        via.caller(),
                        true,
                        () -> List.of(
                                FileTable.putfh(via.handle()),
                                new LOCKU4.Args(
                                        LockType4.WRITE_LT,
                                        0,
                                        stateid(locked),
                                        range.offset(),
                                        FileTable.wireLength(range))),
                        Calls.NOTHING,
                        reply -> reply.skip(OpCode.PUTFH).skip(OpCode.LOCKU));
                break;
            } catch (Nfs4Exception refused) {
                settleLost(via, used, refused);
            } catch (IOException failed) {
                throw NfsNames.translated(failed);
            }
        }
        locked.held(locked.held().without(range));
    }

    private static Stateid4 stateid(LockedOwner locked) {
        Stateid4 known = locked.stateid();
        return known == null ? Stateid4.INVALID : known;
    }

    /** A stateid that is gone was either replaced meanwhile, and the call is made again, or its open is lost. */
    private void settleLost(NfsOpenFile open, Stateid4 used, Nfs4Exception refused) throws VfsException {
        if (!Errors.stateIsGone(refused.status())) {
            throw Errors.of(refused);
        }
        if (open.stateid().equals(used)) {
            table.lost(open, refused);
            throw new VfsException(VfsError.FENCED, "the server dropped the file's locks");
        }
    }

    private static void forgetIfUnused(NfsOpenFile open, LockOwner owner, LockedOwner locked) {
        if (locked.held().isEmpty() && locked.stateid() == null) {
            open.file().removeLockOwner(owner.id());
        }
    }

    private static Optional<Conflict> conflict(Nfs4Exception refused) {
        if (refused.status() != Nfs4Status.DENIED || !(refused.body() instanceof LockDenied4 denied)) {
            return Optional.empty();
        }
        boolean toTheEnd = denied.length() < 0 || denied.length() >= Long.MAX_VALUE - denied.offset();
        Range range = new Range(denied.offset(), toTheEnd ? Long.MAX_VALUE : denied.length());
        return Optional.of(new Conflict(range, denied.type().exclusive(), 0));
    }

    private static LockType4 type(boolean exclusive) {
        return exclusive ? LockType4.WRITE_LT : LockType4.READ_LT;
    }
}
