package io.moorage.filestore;

import io.moorage.posix.CopyCalls;
import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one tree like another, touching only what differs. A copied file remembers in an extended attribute which file it was
 * made from and that file's ctime: as long as both are the same, nothing of it has changed, and the copy is kept, or taken by
 * a hard link from an older copy of the tree. So a file that may be written never shares its inode with another tree's, and
 * copies are never written in place. Blocks are shared where the disk's file system can (ioctl_ficlone(2)).
 *
 * <p>One thread's; may run while the source changes: what vanishes meanwhile is passed over.
 */
final class TreeCopy {
    /** inode, ctime's seconds, ctime's nanoseconds. */
    private static final String SOURCE = "trusted.moorage.source";

    private static final int SOURCE_BYTES = Long.BYTES + Long.BYTES + Integer.BYTES;
    private static final byte[] PART = ".moorage-part-of-a-copy".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ITSELF = {'.'};
    private static final int LIST = DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY | DirectoryCalls.O_NOATIME;
    private static final int READ = DirectoryCalls.O_RDONLY | DirectoryCalls.O_NOATIME | DirectoryCalls.O_NONBLOCK;
    private static final int MAKE = DirectoryCalls.O_RDWR | DirectoryCalls.O_CREAT | DirectoryCalls.O_EXCL;
    private static final int NONE = -1;
    private static final int BUFFER = 64 * 1024;
    private static final long MOST_AT_ONCE = 64L << 20;

    /**
     * A ctime may be shared by changes of some milliseconds (until Linux 6.13): a file that changed just now is copied again
     * the next time.
     */
    private static final long UNSURE_SECONDS = 2;

    private final Calls calls;
    private final CopyCalls copies;
    private final BooleanSupplier goesOn;
    private final @Nullable Tiers tiers;

    /** Copies of files that have more than one name, by the source's inode. */
    private final Map<Long, byte[]> linked = new HashMap<>();

    private int targetMount = NONE;
    private long sureBefore;

    /** Of the last {@link #run}. */
    private long objects;

    private long bytes;
    private long copied;

    /**
     * @param goesOn asked between objects: when it says no, the copy is given up
     * @param tiers where sources' contents may be; null: they have them
     */
    TreeCopy(Calls calls, BooleanSupplier goesOn, @Nullable Tiers tiers) {
        this.calls = calls;
        this.copies = calls.copies();
        this.goesOn = goesOn;
        this.tiers = tiers;
    }

    /** What a tree has, as EFS meters it, and how many files had to be copied. */
    record Result(long objects, long bytes, long copied) {}

    /**
     * Makes everything below {@code target} as it is below {@code source}, and the directory itself, not yet durable.
     *
     * @param source where a file system's own directories are left out
     * @param reference an earlier copy of the same source, which is never written, or -1
     * @param now by the clock of the disk's file system
     * @throws InterruptedException when it was given up
     */
    Result run(int source, int target, int reference, Instant now) throws VfsException, InterruptedException {
        linked.clear();
        targetMount = target;
        sureBefore = now.getEpochSecond() - UNSURE_SECONDS;
        objects = 0;
        bytes = 0;
        copied = 0;
        directory(source, target, reference, true);
        return new Result(objects, bytes, copied);
    }

    private void directory(int source, int target, int reference, boolean root)
            throws VfsException, InterruptedException {
        if (!goesOn.getAsBoolean()) {
            throw new InterruptedException("the copy was given up");
        }
        Set<Name> present = new HashSet<>(names(target));
        for (Name name : names(source)) {
            if (root && Hidden.isHidden(name.bytes)) {
                continue;
            }
            if (entry(source, target, reference, name.bytes)) {
                present.remove(name);
            }
        }
        for (Name gone : present) {
            if (!(root && Hidden.isHidden(gone.bytes))) {
                remove(target, gone.bytes);
            }
        }
        Errnos.check(calls.file().statx(source));
        FileStatus status = calls.file().status();
        count(status);
        attributes(target, status);
    }

    /** A name as what a set finds it by. */
    private record Name(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Name that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private List<Name> names(int directory) throws VfsException {
        List<Name> names = new ArrayList<>();
        int fd = Errnos.check(calls.directory().open(directory, ITSELF, LIST, 0));
        try {
            for (long read = entries(fd); read > 0; read = entries(fd)) {
                MemorySegment entries = calls.file().entries();
                for (long at = 0; at < read; at = Listing.next(entries, at)) {
                    byte @Nullable [] name = Listing.nameUnlessDots(entries, at);
                    if (name != null) {
                        names.add(new Name(name));
                    }
                }
            }
        } finally {
            calls.file().close(fd);
        }
        return names;
    }

    private long entries(int fd) throws VfsException {
        return Errnos.check(calls.file().readEntries(fd, BUFFER));
    }

    /** Null when there is none. */
    private @Nullable FileStatus look(int directory, byte[] name) throws VfsException {
        if (directory == NONE) {
            return null;
        }
        int result = calls.file().statxEntry(directory, name);
        if (result == -Errno.ENOENT) {
            return null;
        }
        Errnos.check(result);
        return calls.file().status();
    }

    private FileStatus seen(FileStatus real) throws VfsException {
        return tiers == null ? real : tiers.seen(calls, real);
    }

    /** False when it is no longer there. */
    private boolean entry(int source, int target, int reference, byte[] name)
            throws VfsException, InterruptedException {
        FileStatus real = look(source, name);
        if (real == null) {
            return false;
        }
        FileStatus status = seen(real);
        FileStatus present = look(target, name);
        int kind = status.mode() & FileStatus.S_IFMT;
        if (present != null && (present.mode() & FileStatus.S_IFMT) != kind) {
            remove(target, name);
            present = null;
        }
        return switch (kind) {
            case FileStatus.S_IFDIR -> below(source, target, reference, name, present == null);
            case FileStatus.S_IFREG -> file(source, target, reference, name, status);
            default -> special(source, target, name, status, present);
        };
    }

    private boolean below(int source, int target, int reference, byte[] name, boolean isNew)
            throws VfsException, InterruptedException {
        int from = calls.directory().open(source, name, LIST, 0);
        if (from < 0) {
            return false;
        }
        int older = NONE;
        try {
            if (isNew) {
                Errnos.check(calls.directory().mkdir(target, name, 0700));
            }
            int to = Errnos.check(calls.directory().open(target, name, LIST, 0));
            older = reference == NONE ? NONE : Math.max(NONE, calls.directory().open(reference, name, LIST, 0));
            try {
                directory(from, to, older, false);
            } finally {
                calls.file().close(to);
            }
            return true;
        } finally {
            calls.file().close(from);
            if (older != NONE) {
                calls.file().close(older);
            }
        }
    }

    private boolean file(int source, int target, int reference, byte[] name, FileStatus status) throws VfsException {
        byte[] identity = identity(status);
        if (isCopyOf(target, name, identity)) {
            remember(target, name, status);
            return true;
        }
        byte[] twin = status.links() > 1 ? linked.get(status.inode()) : null;
        if (twin != null && linkTwin(twin, target, name)) {
            return true;
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
        if (copies.cloneContent(from, to) == 0) {
            return;
        }
        long at = copies.nextData(from, 0);
        while (at >= 0 && at < size) {
            long end = Math.min(size, Errnos.check(copies.nextHole(from, at)));
            while (at < end) {
                long moved = Errnos.check(copies.copyRange(from, to, at, Math.min(end - at, MOST_AT_ONCE)));
                if (moved == 0) {
                    // It was shortened meanwhile.
                    break;
                }
                at += moved;
            }
            if (at < end) {
                break;
            }
            at = copies.nextData(from, end);
        }
        if (at < 0 && at != -Errno.ENXIO) {
            Errnos.check(at);
        }
        Errnos.check(calls.file().truncate(to, size));
    }

    /** Links, FIFOs, sockets and devices are small: they are made anew unless they are just the same. */
    private boolean special(int source, int target, byte[] name, FileStatus status, @Nullable FileStatus present)
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

    private void attributes(int target, FileStatus status) throws VfsException {
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

    private void count(FileStatus status) {
        objects++;
        bytes += MeteredSize.INODE_BYTES + MeteredSize.ofData(status);
    }

    /** Removes whatever has the name, with all below it. */
    void remove(int directory, byte[] name) throws VfsException {
        int flat = calls.directory().unlink(directory, name, 0);
        if (flat == 0 || flat == -Errno.ENOENT) {
            return;
        }
        int fd = Errnos.check(calls.directory().open(directory, name, LIST, 0));
        try {
            for (Name below : names(fd)) {
                remove(fd, below.bytes);
            }
        } finally {
            calls.file().close(fd);
        }
        Errnos.check(calls.directory().unlink(directory, name, DirectoryCalls.AT_REMOVEDIR));
    }
}
