package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/** One object held open by descriptor. Whoever uses it has retained it, so its descriptors stay open meanwhile. */
final class Node {
    /** Descriptors younger than the clock's grain keep their bump: see {@link #change}. */
    private static final long KEEP_AFTER_CHANGE_NANOS = 1_000_000_000L;

    private static final byte[] ITSELF = {'.'};
    private static final int CLOSED = -1;

    /** Nobody has looked yet where the content is. */
    static final int PHASE_UNKNOWN = -1;

    final FileHandle handle;
    final byte[] kernelHandle;
    final long inode;
    final int pathFd;
    private final int kind;

    /** Serialises changes of this object's entries and attributes, so that changes are told atomically. */
    final ReentrantLock lock = new ReentrantLock();

    /** Who changes its content, and who moves that between storage classes. */
    final ContentLatch latch = new ContentLatch();

    /** The last hour in which an access was noted: see {@link AccessTimes#hour}. */
    volatile long accessHour;

    private final WriteVerifier writeVerifier;
    private final GroupSync syncs;

    /** Writes begun. */
    private final AtomicLong writes = new AtomicLong();

    /** Invariant: so many of them, the first ones, are on stable storage; at most {@link #writes}. */
    private volatile long syncedWrites;

    /** Invariant: users of the descriptors, or {@link #CLOSED} for ever. */
    private final AtomicInteger users = new AtomicInteger(1);

    /** Invariant: the greatest change attribute told of this object, grown by one with each change since. */
    private final AtomicLong toldChange = new AtomicLong();

    /** A change attribute at which its owner and mode were those on stable storage, or 0. */
    volatile long settledChange;

    private volatile long changedAt = System.nanoTime() - KEEP_AFTER_CHANGE_NANOS;

    /** Set when used, cleared by the sweep that looks for nodes to close. */
    volatile boolean recent = true;

    /** Its last name is gone. */
    volatile boolean unlinked;

    /** It has a name that only {@link Orphans} know. */
    volatile boolean orphan;

    /** Whether it is retained by the opens of it all together: it has no name to be found again by. */
    private final AtomicBoolean pinned = new AtomicBoolean();

    /** See {@link #phase}. */
    private volatile int phase = PHASE_UNKNOWN;

    private volatile int dataFd;

    /** Set after the descriptor that it tells of. */
    private volatile boolean writable;

    /** From before the disk was writable; others may use it still. */
    private int readOnlyFd = -1;

    Node(FileHandle handle, byte[] kernelHandle, FileStatus status, int pathFd, WriteVerifier writeVerifier) {
        this.writeVerifier = writeVerifier;
        this.syncs = new GroupSync(writeVerifier::lost);
        this.handle = handle;
        this.kernelHandle = kernelHandle;
        this.inode = status.inode();
        this.kind = status.mode() & FileStatus.S_IFMT;
        this.pathFd = pathFd;
        this.dataFd = -1;
    }

    /** A new file whose only descriptor reads and writes. */
    static Node created(
            FileHandle handle, byte[] kernelHandle, FileStatus status, int fd, WriteVerifier writeVerifier) {
        Node node = new Node(handle, kernelHandle, status, fd, writeVerifier);
        node.dataFd = fd;
        node.writable = true;
        return node;
    }

    boolean isDirectory() {
        return kind == FileStatus.S_IFDIR;
    }

    boolean isSymlink() {
        return kind == FileStatus.S_IFLNK;
    }

    boolean isRegular() {
        return kind == FileStatus.S_IFREG;
    }

    /** False when it is closed: find it again. */
    boolean retain() {
        int now = users.get();
        while (now != CLOSED) {
            if (users.compareAndSet(now, now + 1)) {
                if (!recent) {
                    recent = true;
                }
                return true;
            }
            now = users.get();
        }
        return false;
    }

    void release() {
        users.decrementAndGet();
    }

    /** Retains it until {@link #unpin}, however often this is called; by who has retained it. */
    void pin() {
        if (pinned.compareAndSet(false, true)) {
            users.incrementAndGet();
        }
    }

    /** True when it was pinned: the caller has to release it. */
    boolean unpin() {
        return pinned.compareAndSet(true, false);
    }

    /**
     * Closes it if nobody uses it; true when this call did.
     *
     * @param last done before, when it will be closed
     */
    boolean closeIfIdle(Calls calls, boolean evenIfFresh, Runnable last) {
        boolean fresh = System.nanoTime() - changedAt < KEEP_AFTER_CHANGE_NANOS;
        if ((fresh && !evenIfFresh) || !users.compareAndSet(0, CLOSED)) {
            return false;
        }
        settleWrites(calls);
        last.run();
        if (dataFd >= 0 && dataFd != pathFd) {
            calls.file().close(dataFd);
        }
        if (readOnlyFd >= 0) {
            calls.file().close(readOnlyFd);
        }
        calls.file().close(pathFd);
        return true;
    }

    /**
     * To be called before the only descriptor that the kernel would tell of lost pages is closed: what a client has not
     * committed yet is written now, or must be sent again.
     */
    private void settleWrites(Calls calls) {
        if (syncedWrites != writes.get() && !unlinked && calls.file().fdatasync(dataFd) < 0) {
            writeVerifier.lost();
        }
    }

    /** To be called before each change of the content. */
    void writes() {
        writes.incrementAndGet();
    }

    /** Returns when a sync that began after this call was made has ended well. */
    void sync(GroupSync.Extent extent, IntSupplier call) throws VfsException {
        syncs.sync(extent, () -> {
            long covered = writes.get();
            int result = call.getAsInt();
            if (result >= 0) {
                syncedWrites = covered;
            }
            return result;
        });
    }

    /**
     * The change attribute for a ctime just read. The ctime alone grows with every change only where the kernel's
     * timestamps are fine enough (Linux 6.13); before, several changes share one, so each change counts here too. A
     * restart forgets the count, but takes longer than the few milliseconds a ctime is shared.
     */
    long change(FileStatus status) {
        return toldChange.accumulateAndGet(status.changeTime(), Math::max);
    }

    /**
     * How often its content has moved between storage classes since somebody looked. Odd while it is in the cold tier: what the
     * file itself has is not its content. It becomes odd before data is taken away, and even after all is back.
     */
    int phase() {
        return phase;
    }

    static boolean isCold(int phase) {
        return (phase & 1) != 0 && phase != PHASE_UNKNOWN;
    }

    /** Tells where the content was found, unless somebody else did. */
    synchronized int firstPhase(boolean cold) {
        if (phase == PHASE_UNKNOWN) {
            phase = cold ? 1 : 0;
        }
        return phase;
    }

    /** Whoever moves the content knows its phase, and calls this under the latch. */
    synchronized void nextPhase() {
        phase++;
    }

    /** The names that clients know. */
    int links(FileStatus status) {
        return orphan ? Math.max(0, status.links() - 1) : status.links();
    }

    /** To be called after every change of data or metadata, before it is acknowledged. */
    void changed() {
        changedAt = System.nanoTime();
        toldChange.incrementAndGet();
    }

    /** A descriptor to read, write and sync a regular file by, or to list and sync a directory by. */
    int dataFd(Calls calls, int mountFd, boolean forWriting) throws VfsException {
        boolean suffices = writable || !forWriting;
        int fd = dataFd;
        return suffices && fd >= 0 ? fd : openData(calls, mountFd, forWriting);
    }

    private synchronized int openData(Calls calls, int mountFd, boolean forWriting) throws VfsException {
        if (dataFd >= 0 && (writable || !forWriting)) {
            return dataFd;
        }
        if (isDirectory()) {
            int flags = DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY | DirectoryCalls.O_NOATIME;
            dataFd = Errnos.check(calls.directory().open(pathFd, ITSELF, flags, 0));
            return dataFd;
        }
        if (!isRegular()) {
            throw new VfsException(VfsError.INVAL);
        }
        int fd = calls.directory().openHandle(mountFd, kernelHandle, DirectoryCalls.O_RDWR | DirectoryCalls.O_NOATIME);
        if (fd >= 0) {
            readOnlyFd = dataFd;
            dataFd = fd;
            writable = true;
            return fd;
        }
        boolean readOnly = fd == -Errno.EROFS || fd == -Errno.EPERM || fd == -Errno.ETXTBSY;
        if (readOnly && forWriting) {
            throw new VfsException(VfsError.ROFS);
        }
        if (readOnly) {
            fd = calls.directory()
                    .openHandle(mountFd, kernelHandle, DirectoryCalls.O_RDONLY | DirectoryCalls.O_NOATIME);
        }
        dataFd = Errnos.check(fd);
        return fd;
    }
}
