package io.moorage.nfsserver.state;

import io.moorage.nfsserver.state.LockRanges.LockRange;
import io.moorage.nfswire.nfs4.LockDenied4;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.vfs.FileHandle;
import org.jspecify.annotations.Nullable;

/** Advisory byte-range locks (RFC 7530 sections 9.1 to 9.4). A lock that would have to wait is denied. */
public final class Locks {
    private final StateTables tables;

    Locks(StateTables tables) {
        this.tables = tables;
    }

    /** What to lock, as LOCK, LOCKT and LOCKU say it. */
    public record Range(long offset, long length) {
        /** RFC 7530 section 16.10.4: a length of 0, or an end beyond 64 bits, is invalid; all ones is to the end. */
        public Range {
            if (length == 0 || (length != -1 && Long.compareUnsigned(offset, -length) > 0)) {
                throw new IllegalArgumentException("no range");
            }
        }

        long last() {
            return length == -1 ? -1 : offset + length - 1;
        }

        public static Range of(long offset, long length) throws Nfs4Exception {
            try {
                return new Range(offset, length);
            } catch (IllegalArgumentException e) {
                throw new Nfs4Exception(Nfs4Status.INVAL, "no range");
            }
        }
    }

    /** A lock request. */
    public record Wish(FileHandle file, LockType4 type, Range range, boolean reclaim) {}

    /** An owner's first lock through an open; NFSv4.0's sequences have been looked at. */
    public Nfs4Result lock(Wish wish, Stateid4 openStateid, StateOwner4 name, int lockSeqid, @Nullable Client speaker)
            throws Nfs4Exception {
        tables.debts.settle();
        synchronized (tables) {
            if (!(tables.state(openStateid, speaker) instanceof OpenState open)) {
                throw new Nfs4Exception(Nfs4Status.BAD_STATEID, "not an open's stateid");
            }
            StateTables.checkCurrent(open, openStateid, wish.file);
            Opens.checkConfirmed(open);
            if (speaker == null && name.clientId() != open.client.id) {
                throw new Nfs4Exception(
                        tables.clients.containsKey(name.clientId()) ? Nfs4Status.INVAL : Nfs4Status.STALE_CLIENTID);
            }
            LockOwner owner = open.client.lockOwners.get(name.owner());
            LockState known = owner == null ? null : find(owner, open.file);
            LockOwner locker = owner != null ? owner : new LockOwner(open.client, name.owner());
            check(wish, open, locker, known);
            // An owner may say again that it is new: after its open was upgraded it cannot know better.
            LockState state = known != null ? known : add(locker, open);
            Nfs4Result result = locked(wish, state);
            if (speaker == null) {
                locker.begin(lockSeqid, result);
            }
            return result;
        }
    }

    /** A further lock of an owner on a file. */
    public Nfs4Result lock(Wish wish, Stateid4 lockStateid, @Nullable Client speaker) throws Nfs4Exception {
        tables.debts.settle();
        synchronized (tables) {
            LockState state = lockState(lockStateid, wish.file, speaker);
            check(wish, state.open(), state.owner, state);
            return locked(wish, state);
        }
    }

    private void check(Wish wish, OpenState open, LockOwner owner, @Nullable LockState held) throws Nfs4Exception {
        tables.admit(open.client, wish.reclaim);
        if (!open.allows(wish.type.exclusive())) {
            throw new Nfs4Exception(Nfs4Status.OPENMODE);
        }
        LockDenied4 denied = denied(wish, open.file, owner);
        if (denied != null) {
            throw wish.reclaim
                    ? new Nfs4Exception(Nfs4Status.RECLAIM_CONFLICT)
                    : new Nfs4Exception(Nfs4Status.DENIED, denied);
        }
        requireRoom(wish, open, held);
    }

    private void requireRoom(Wish wish, OpenState open, @Nullable LockState held) throws Nfs4Exception {
        int further =
                held == null ? 1 : held.ranges.growth(wish.range.offset, wish.range.last(), wish.type.exclusive());
        if (further > 0 && open.file.lockedRanges() + further > tables.limits.locksPerFile()) {
            throw new Nfs4Exception(Nfs4Status.DQUOT, "too many locks on the file");
        }
        open.client.holdings.requireRoomForLocks(further);
    }

    private static Nfs4Result locked(Wish wish, LockState state) {
        int before = state.ranges.size();
        state.ranges.lock(wish.range.offset, wish.range.last(), wish.type.exclusive());
        state.client.holdings.locked(state.ranges.size() - before);
        return new LOCK4.Ok(state.changed());
    }

    private static LockState add(LockOwner owner, OpenState open) {
        LockState state = new LockState(owner, open);
        owner.client.lockOwners.put(owner.name, owner);
        owner.states.add(state);
        open.locks.add(state);
        open.file.locks.add(state);
        return state;
    }

    /** LOCKT: the lock in the way, or null. The owner need not be known. */
    public @Nullable LockDenied4 test(Wish wish, Client client, Opaque ownerName) throws Nfs4Exception {
        synchronized (tables) {
            if (tables.grace.active()) {
                throw new Nfs4Exception(Nfs4Status.GRACE);
            }
            FileState file = tables.files.get(wish.file);
            return file == null ? null : denied(wish, file, client.lockOwners.get(ownerName));
        }
    }

    public Stateid4 unlock(Stateid4 stateid, FileHandle file, Range range, @Nullable Client speaker)
            throws Nfs4Exception {
        synchronized (tables) {
            LockState state = lockState(stateid, file, speaker);
            int before = state.ranges.size();
            state.ranges.unlock(range.offset, range.last());
            state.client.holdings.locked(state.ranges.size() - before);
            return state.changed();
        }
    }

    /** The owner of a lock stateid, so that its sequence can be looked at first. */
    public LockOwner ownerOf(Stateid4 stateid, @Nullable Client speaker) throws Nfs4Exception {
        synchronized (tables) {
            if (tables.state(stateid, speaker) instanceof LockState state) {
                return state.owner;
            }
            throw new Nfs4Exception(Nfs4Status.BAD_STATEID, "not a lock's stateid");
        }
    }

    /** RELEASE_LOCKOWNER. */
    public void release(Client client, Opaque ownerName) throws Nfs4Exception {
        synchronized (tables) {
            LockOwner owner = client.lockOwners.get(ownerName);
            if (owner == null) {
                return;
            }
            if (owner.states.stream().anyMatch(state -> !state.ranges.isEmpty())) {
                throw new Nfs4Exception(Nfs4Status.LOCKS_HELD);
            }
            owner.states.stream().toList().forEach(tables::free);
        }
    }

    private LockState lockState(Stateid4 stateid, FileHandle file, @Nullable Client speaker) throws Nfs4Exception {
        if (!(tables.state(stateid, speaker) instanceof LockState state)) {
            throw new Nfs4Exception(Nfs4Status.BAD_STATEID, "not a lock's stateid");
        }
        StateTables.checkCurrent(state, stateid, file);
        return state;
    }

    private static @Nullable LockState find(LockOwner owner, FileState file) {
        for (LockState state : owner.states) {
            if (state.file == file) {
                return state;
            }
        }
        return null;
    }

    private static @Nullable LockDenied4 denied(Wish wish, FileState file, @Nullable LockOwner asker) {
        for (LockState state : file.locks) {
            if (state.owner == asker) {
                continue;
            }
            LockRange range = state.ranges.conflict(wish.range.offset, wish.range.last(), wish.type.exclusive());
            if (range != null) {
                return new LockDenied4(
                        range.first(),
                        range.length(),
                        range.exclusive() ? LockType4.WRITE_LT : LockType4.READ_LT,
                        state.owner.onWire());
            }
        }
        return null;
    }
}
