package io.moorage.fuse;

import io.moorage.vfs.ByteRangeLocks;
import io.moorage.vfs.VfsException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** From a request to its call. Used by many threads at once. */
final class Dispatcher implements AutoCloseable {
    /** What {@link #handle} returns when no answer is due now: none is wanted, or it is sent later. */
    static final int NO_ANSWER = -1;

    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final Watch watch;
    private final LateCalls late;
    private final Undo undo;
    private final NameCalls names;
    private final AttributeCalls attributes;
    private final FileCalls files;
    private final DirectoryCalls directories;
    private final Optional<LockCalls> locks;
    private final Optional<LockWaiters> waiters;

    Dispatcher(Mounted mounted, Watch watch, LateCalls late, LongSupplier clock) {
        this.late = late;
        this.watch = watch;
        names = new NameCalls(mounted);
        attributes = new AttributeCalls(mounted);
        files = new FileCalls(mounted, late);
        directories = new DirectoryCalls(mounted);
        Optional<ByteRangeLocks> keeper = mounted.locks();
        Coherence coherence = new Coherence(mounted);
        waiters = keeper.map(some -> new LockWaiters(some, mounted.kernel(), watch, late, coherence, clock));
        locks = keeper.map(some -> new LockCalls(mounted, some, waiters.orElseThrow(), coherence));
        undo = new Undo(mounted, late, locks);
    }

    /** Handles one request: an errno with which to answer ({@code reply} holds the payload when it is 0), or NO_ANSWER. */
    int handle(Request request, Reply reply) {
        try {
            return dispatch(request, reply);
        } catch (VfsException refused) {
            return Errno.of(refused.error());
        } catch (FuseException refused) {
            return refused.errno();
        } catch (RuntimeException broken) {
            LOG.log(System.Logger.Level.ERROR, "FUSE request " + request.opcode() + " failed", broken);
            return Errno.EIO;
        }
    }

    private int dispatch(Request request, Reply reply) throws VfsException, FuseException {
        switch (request.opcode()) {
            case Opcode.LOOKUP -> names.lookup(request, reply);
            case Opcode.GETATTR -> attributes.getAttributes(request, reply);
            case Opcode.READ -> files.read(request, reply);
            case Opcode.WRITE -> files.write(request, reply);
            case Opcode.OPEN -> files.open(request, reply);
            case Opcode.FLUSH -> files.flush(request);
            case Opcode.RELEASE -> files.release(request);
            case Opcode.CREATE -> files.create(request, reply);
            case Opcode.FSYNC -> files.synchronize(request);
            case Opcode.SETATTR -> attributes.setAttributes(request, reply);
            case Opcode.ACCESS -> attributes.access(request);
            case Opcode.STATFS -> attributes.status(reply);
            case Opcode.OPENDIR -> directories.open(request, reply);
            case Opcode.READDIR -> directories.read(request, reply, false);
            case Opcode.READDIRPLUS -> directories.read(request, reply, true);
            case Opcode.RELEASEDIR -> directories.release(request);
            case Opcode.INIT -> Negotiation.answer(request, reply, locks.isPresent());
            case Opcode.FSYNCDIR, Opcode.DESTROY -> {
                // Names are on stable storage when their call was answered; nothing is left to do.
            }
            case Opcode.GETLK, Opcode.SETLK, Opcode.SETLKW -> {
                return lock(request, reply);
            }
            default -> {
                return other(request, reply);
            }
        }
        return Errno.OK;
    }

    private int other(Request request, Reply reply) throws VfsException, FuseException {
        switch (request.opcode()) {
            case Opcode.FORGET -> {
                names.forget(request);
                return NO_ANSWER;
            }
            case Opcode.BATCH_FORGET -> {
                names.batchForget(request);
                return NO_ANSWER;
            }
            case Opcode.INTERRUPT -> {
                return interrupt(request.int64(0)) ? NO_ANSWER : Errno.EAGAIN;
            }
            case Opcode.READLINK -> names.readLink(request, reply);
            case Opcode.SYMLINK -> names.symlink(request, reply);
            case Opcode.MKNOD -> names.makeNode(request, reply);
            case Opcode.MKDIR -> names.makeDirectory(request, reply);
            case Opcode.UNLINK, Opcode.RMDIR -> names.remove(request);
            case Opcode.RENAME -> names.rename(request, 8);
            case Opcode.RENAME2 -> names.rename2(request);
            case Opcode.LINK -> names.link(request, reply);
            default -> {
                // The kernel remembers that this is not offered and does without (xattr, fallocate, ioctl, poll, lseek,
                // ...).
                return Errno.ENOSYS;
            }
        }
        return Errno.OK;
    }

    /**
     * False when the request is not known: it was answered just now, or another thread has read it and not come further. The
     * kernel tells again then, if it still waits (Documentation/filesystems/fuse).
     */
    private boolean interrupt(long unique) {
        boolean known = watch.interrupt(unique);
        return waiters.map(some -> some.interrupt(unique)).orElse(false) || known;
    }

    /** Takes back what {@link #handle} did for a request that was answered with EINTR meanwhile. */
    void undo(Request request, Reply reply, int errno) {
        try {
            if (errno == Errno.OK) {
                undo.undo(request, reply);
            } else if (errno == NO_ANSWER) {
                waiters.ifPresent(some -> some.drop(request.unique()));
            }
        } catch (FuseException gone) {
            LOG.log(System.Logger.Level.DEBUG, "nothing to take back", gone);
        }
    }

    private int lock(Request request, Reply reply) throws VfsException, FuseException {
        if (locks.isEmpty()) {
            return Errno.ENOSYS;
        }
        switch (request.opcode()) {
            case Opcode.GETLK -> locks.get().test(request, reply);
            case Opcode.SETLK -> locks.get().set(request);
            default -> {
                return locks.get().setOrWait(request) ? Errno.OK : NO_ANSWER;
            }
        }
        return Errno.OK;
    }

    @Override
    public void close() {
        waiters.ifPresent(LockWaiters::close);
        late.close();
    }
}
