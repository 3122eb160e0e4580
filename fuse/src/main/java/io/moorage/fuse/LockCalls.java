package io.moorage.fuse;

import io.moorage.vfs.ByteRangeLocks;
import io.moorage.vfs.ByteRangeLocks.Conflict;
import io.moorage.vfs.ByteRangeLocks.LockOwner;
import io.moorage.vfs.ByteRangeLocks.Range;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.Optional;

/** fcntl(2) and flock(2) locks, which the server keeps (struct fuse_lk_in). A flock is a lock on the whole file. */
final class LockCalls {
    private static final int SHARED = 0;
    private static final int EXCLUSIVE = 1;
    private static final int UNLOCK = 2;

    private final Mounted mounted;
    private final ByteRangeLocks locks;
    private final LockWaiters waiters;
    private final Coherence coherence;

    LockCalls(Mounted mounted, ByteRangeLocks locks, LockWaiters waiters, Coherence coherence) {
        this.mounted = mounted;
        this.locks = locks;
        this.waiters = waiters;
        this.coherence = coherence;
    }

    void test(Request request, Reply reply) throws VfsException, FuseException {
        Optional<Conflict> conflict = locks.test(file(request), owner(request), range(request), exclusive(request));
        Range range = conflict.map(Conflict::range).orElse(range(request));
        reply.int64(range.offset());
        reply.int64(lastByte(range));
        reply.int32(conflict.map(held -> held.exclusive() ? EXCLUSIVE : SHARED).orElse(UNLOCK));
        reply.int32(conflict.map(held -> (int) held.processId()).orElse(0));
    }

    void set(Request request) throws VfsException, FuseException {
        if (request.int32(32) == UNLOCK) {
            locks.unlock(file(request), owner(request), range(request));
            waiters.retryNow();
        } else if (!take(file(request), owner(request), range(request), exclusive(request))) {
            throw new FuseException(Errno.EAGAIN);
        } else {
            coherence.lockGranted(request.node(), file(request));
        }
    }

    /** Returns true when the lock was taken or released now; false when the answer comes later. */
    boolean setOrWait(Request request) throws VfsException, FuseException {
        if (request.int32(32) == UNLOCK) {
            set(request);
            return true;
        }
        OpenFile file = file(request);
        LockOwner owner = owner(request);
        Range range = range(request);
        boolean exclusive = exclusive(request);
        if (take(file, owner, range, exclusive)) {
            coherence.lockGranted(request.node(), file);
            return true;
        }
        if (!waiters.add(request, new LockWaiters.Attempt(request.node(), file, owner, range, exclusive))) {
            throw new FuseException(Errno.EINTR);
        }
        return false;
    }

    /** A lock of the wrong kind for how the file is open is EBADF (flock(2), NFS details), on which flock(1) opens it anew. */
    private boolean take(OpenFile file, LockOwner owner, Range range, boolean exclusive)
            throws VfsException, FuseException {
        try {
            return locks.lock(file, owner, range, exclusive).isEmpty();
        } catch (VfsException refused) {
            if (refused.error() == VfsError.ACCES) {
                throw new FuseException(Errno.EBADF);
            }
            throw refused;
        }
    }

    /** Gives back what {@link #set} or {@link #setOrWait} took. */
    LateCalls.Call undoing(Request request) throws FuseException {
        OpenFile file = file(request);
        LockOwner owner = owner(request);
        Range range = range(request);
        return () -> locks.unlock(file, owner, range);
    }

    private OpenFile file(Request request) throws FuseException {
        return mounted.file(request.int64(0)).file();
    }

    private static LockOwner owner(Request request) {
        return new LockOwner(request.int64(8));
    }

    private static Range range(Request request) {
        long first = request.int64(16);
        long last = request.int64(24);
        return new Range(first, last == Long.MAX_VALUE ? Long.MAX_VALUE : last - first + 1);
    }

    private static boolean exclusive(Request request) {
        return request.int32(32) == EXCLUSIVE;
    }

    private static long lastByte(Range range) {
        return range.length() == Long.MAX_VALUE ? Long.MAX_VALUE : range.offset() + range.length() - 1;
    }
}
