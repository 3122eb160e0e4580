package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes single objects of one tree like those of another: files with their content, links, FIFOs and the like, and the attributes
 * of all. A copied file remembers in an extended attribute which file it was made from and that file's ctime: as long as both
 * are the same, nothing of it has changed, and the copy is kept, or taken by a hard link from an older copy of the tree.
 */
final class ObjectCopy {
    /** inode, ctime's seconds, ctime's nanoseconds. */
    private static final String SOURCE = "trusted.moorage.source";

    private static final int SOURCE_BYTES = Long.BYTES + Long.BYTES + Integer.BYTES;
    private static final byte[] PART = ".moorage-part-of-a-copy".getBytes(StandardCharsets.US_ASCII);
    private static final int READ = DirectoryCalls.O_RDONLY | DirectoryCalls.O_NOATIME | DirectoryCalls.O_NONBLOCK;
    private static final int MAKE = DirectoryCalls.O_RDWR | DirectoryCalls.O_CREAT | DirectoryCalls.O_EXCL;
    private static final int NONE = TreeCopy.NONE;
    private static final long MOST_AT_ONCE = 64L << 20;

    /**
     * A ctime may be shared by changes of some milliseconds (until Linux 6.13): a file that changed just now is copied again
     * the next time.
     */
    private static final long UNSURE_SECONDS = 2;

    private final Calls calls;
    private final BooleanSupplier goesOn;
    private final @Nullable Tiers tiers;
    private final int targetMount;

    /** Copies of files that have more than one name, by the source's inode. */
    private final Map<Long, byte[]> linked = new HashMap<>();

    private long sureBefore;
    private long objects;
    private long bytes;
    private long copied;

    /**
     * @param goesOn asked now and then: when it says no, the copy is given up
     * @param tiers where sources' contents may be; null: they have them
     * @param targetMount any descriptor on the target's file system
     */
    ObjectCopy(Calls calls, BooleanSupplier goesOn, @Nullable Tiers tiers, int targetMount) {
        this.calls = calls;
        this.goesOn = goesOn;
        this.tiers = tiers;
        this.targetMount = targetMount;
    }

    /**
     * Begins to count anew.
     *
     * @param now by the clock of the disk's file system
     */
    void begin(Instant now) {
        sureBefore = now.getEpochSecond() - UNSURE_SECONDS;
        objects = 0;
        bytes = 0;
        copied = 0;
    }

    /** What there is of a file with several names is of the past: it is copied at the next of them. */
    void forgetLinks(long inode) {
        linked.remove(inode);
    }

    void forgetAllLinks() {
        linked.clear();
    }

    TreeCopy.Result result() {
        return new TreeCopy.Result(objects, bytes, copied);
    }

    /** An object as clients see it. */
    FileStatus seen(FileStatus real) throws VfsException {
        return tiers == null ? real : tiers.seen(calls, real);
    }

    /** False when it is no longer there. */
    boolean file(int source, int target, int reference, byte[] name, FileStatus status) throws VfsException {
        byte[] identity = identity(status);
        if (isCopyOf(target, name, identity)) {
            remember(target, name, status);
            return true;
        }
        byte[] twin = status.links() > 1 ? linked.get(status.inode()) : null;
        if (twin != null) {
            if (linkTwin(twin, target, name)) {
                return true;
            }
            linked.remove(status.inode());
        }
        if (isCopyOf(reference, name, identity) && linkOlder(reference, target, name)) {
            remember(target, name, status);
            return true;
        }
        return copy(source, target, name);
    }

    private static byte[] identity(FileStatus status) {
        return ByteBuffer.allocate(SOURCE_BYTES)
                .putLong(status.inode())
                .putLong(status.changeSeconds())
                .putInt(status.changeNanos())
                .array();
    }

    private boolean isCopyOf(int directory, byte[] name, byte[] identity) {
        if (directory == NONE) {
            return false;
        }
        int fd = calls.directory().open(directory, name, READ, 0);
        if (fd < 0) {
            return false;
        }
        boolean same = calls.file().getAttribute(fd, SOURCE) == SOURCE_BYTES
                && Arrays.equals(calls.file().attributeValue(SOURCE_BYTES), identity);
        calls.file().close(fd);
        return same;
    }

    /** Counts a copy that is in place, and keeps where it is when it has other names. */
    private void remember(int target, byte[] name, FileStatus status) throws VfsException {
        if (status.links() > 1) {
            if (linked.containsKey(status.inode())) {
                return;
            }
            Errnos.check(calls.directory().nameToHandle(target, name));
            linked.put(status.inode(), calls.directory().handle());
        }
        count(status);
    }

    private boolean linkTwin(byte[] twin, int target, byte[] name) throws VfsException {
        int fd = calls.directory().openHandle(targetMount, twin, DirectoryCalls.O_PATH);
        return fd >= 0 && link(fd, target, name);
    }

    private boolean linkOlder(int reference, int target, byte[] name) throws VfsException {
        int fd = calls.directory().open(reference, name, DirectoryCalls.O_PATH, 0);
        return fd >= 0 && link(fd, target, name);
    }

    /** False when the file has as many names as it may have: then it is copied. */
    private boolean link(int fd, int target, byte[] name) throws VfsException {
        try {
            calls.directory().unlink(target, PART, 0);
            int made = calls.directory().link(fd, target, PART);
            if (made == -Errno.EMLINK) {
                return false;
            }
            Errnos.check(made);
            rename(target, name);
            return true;
        } finally {
            calls.file().close(fd);
        }
    }

    private void rename(int target, byte[] name) throws VfsException {
        Errnos.check(calls.directory().rename(target, PART, target, name));
        // Two names of one file: rename(2) then does nothing and leaves both.
        calls.directory().unlink(target, PART, 0);
    }

    private boolean copy(int source, int target, byte[] name) throws VfsException {
        int from = calls.directory().open(source, name, READ, 0);
        if (from < 0) {
            return false;
        }
        try {
            Errnos.check(calls.file().statx(from));
            FileStatus status = seen(calls.file().status());
            if (!status.isRegular()) {
                return false;
            }
            calls.directory().unlink(target, PART, 0);
            int to = Errnos.check(calls.directory().open(target, PART, MAKE, 0600));
            try {
                content(from, to, status);
                attributes(to, status);
                if (status.changeSeconds() < sureBefore) {
                    Errnos.check(calls.file().setAttribute(to, SOURCE, identity(status)));
                }
            } finally {
                calls.file().close(to);
            }
            rename(target, name);
            remember(target, name, status);
            copied++;
            return true;
        } finally {
            calls.file().close(from);
        }
    }

    private void content(int from, int to, FileStatus status) throws VfsException {
        ColdStore store = tiers == null ? null : tiers.cold();
        ColdFile cold = store == null ? null : store.open(calls, status);
        if (cold == null) {
            ownContent(from, to, status.size());
            return;
        }
        try {
            cold.writeBack(to, goesOn);
            Errnos.check(calls.file().truncate(to, status.size()));
        } finally {
            cold.close();
        }
    }

    private void ownContent(int from, int to, long size) throws VfsException {
        if (calls.copies().cloneContent(from, to) == 0) {
            return;
        }
        long at = calls.copies().nextData(from, 0);
        while (at >= 0 && at < size) {
            long end = Math.min(size, Errnos.check(calls.copies().nextHole(from, at)));
            while (at < end) {
                long moved = Errnos.check(calls.copies().copyRange(from, to, at, Math.min(end - at, MOST_AT_ONCE)));
                if (moved == 0) {
                    // It was shortened meanwhile.
                    break;
                }
                at += moved;
            }
            if (at < end) {
                break;
            }
            at = calls.copies().nextData(from, end);
        }
        if (at < 0 && at != -Errno.ENXIO) {
            Errnos.check(at);
        }
        Errnos.check(calls.file().truncate(to, size));
    }

    /** Links, FIFOs, sockets and devices are small: they are made anew unless they are just the same. */
    boolean special(int source, int target, byte[] name, FileStatus status, @Nullable FileStatus present)
            throws VfsException {
        count(status);
        if (present != null && isSame(source, target, name, status, present)) {
            return true;
        }
        calls.directory().unlink(target, PART, 0);
        if ((status.mode() & FileStatus.S_IFMT) == FileStatus.S_IFLNK) {
            byte[] content = linkContent(source, name);
            Errnos.check(calls.directory().symlink(content, target, PART));
        } else {
            Errnos.check(
                    calls.directory().mknod(target, PART, status.mode(), status.deviceMajor(), status.deviceMinor()));
        }
        int fd = Errnos.check(calls.directory().open(target, PART, DirectoryCalls.O_PATH, 0));
        try {
            Errnos.check(calls.file().chown(fd, status.uid(), status.gid()));
            if ((status.mode() & FileStatus.S_IFMT) != FileStatus.S_IFLNK) {
                Errnos.check(calls.file().chmodPath(fd, status.mode() & 07777));
            }
            times(fd, status);
        } finally {
            calls.file().close(fd);
        }
        rename(target, name);
        return true;
    }

    private boolean isSame(int source, int target, byte[] name, FileStatus status, FileStatus present)
            throws VfsException {
        boolean alike = status.mode() == present.mode()
                && status.uid() == present.uid()
                && status.gid() == present.gid()
                && status.deviceMajor() == present.deviceMajor()
                && status.deviceMinor() == present.deviceMinor()
                && status.modifySeconds() == present.modifySeconds()
                && status.modifyNanos() == present.modifyNanos();
        return alike
                && ((status.mode() & FileStatus.S_IFMT) != FileStatus.S_IFLNK
                        || Arrays.equals(linkContent(source, name), linkContent(target, name)));
    }

    private byte[] linkContent(int directory, byte[] name) throws VfsException {
        int fd = Errnos.check(calls.directory().open(directory, name, DirectoryCalls.O_PATH, 0));
        try {
            return calls.directory()
                    .linkContent((int) Errnos.check(calls.directory().readLink(fd)));
        } finally {
            calls.file().close(fd);
        }
    }

    void attributes(int target, FileStatus status) throws VfsException {
        Errnos.check(calls.file().chown(target, status.uid(), status.gid()));
        Errnos.check(calls.file().chmod(target, status.mode() & 07777));
        times(target, status);
    }

    private void times(int target, FileStatus status) throws VfsException {
        Errnos.check(calls.file()
                .setTimes(
                        target,
                        status.accessSeconds(),
                        status.accessNanos(),
                        status.modifySeconds(),
                        status.modifyNanos()));
    }

    void count(FileStatus status) {
        objects++;
        bytes += MeteredSize.INODE_BYTES + MeteredSize.ofData(status);
    }
}
