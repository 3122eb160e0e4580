package io.moorage.filestore;

import io.moorage.filestore.EntryNames.Name;
import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one tree like another, touching only what differs; see {@link ObjectCopy} for what that is. A file that may be written
 * never shares its inode with another tree's, and copies are never written in place. Blocks are shared where the disk's file
 * system can (ioctl_ficlone(2)).
 *
 * <p>One thread's; may run while the source changes: what vanishes meanwhile is passed over.
 */
final class TreeCopy {
    static final int NONE = -1;

    /** Of a directory's copy: its source's inode and time of birth. */
    private static final String SOURCE = "trusted.moorage.directory";

    private static final int SOURCE_BYTES = 2 * Long.BYTES;

    private final Calls calls;
    private final BooleanSupplier goesOn;
    private final ObjectCopy objects;
    private final int sourceRoot;
    private final int targetRoot;

    /**
     * @param goesOn asked between objects: when it says no, the copy is given up
     * @param tiers where the source's contents may be; null: its files have them
     * @param source the root of a tree, where a file system's own directories are left out
     * @param target the root of the one that is to be like it
     */
    TreeCopy(Calls calls, BooleanSupplier goesOn, @Nullable Tiers tiers, int source, int target) {
        this.calls = calls;
        this.goesOn = goesOn;
        this.objects = new ObjectCopy(calls, goesOn, tiers, target);
        this.sourceRoot = source;
        this.targetRoot = target;
    }

    ObjectCopy objects() {
        return objects;
    }

    /** What a tree has, as EFS meters it, and how many files had to be copied. */
    record Result(long objects, long bytes, long copied) {}

    /**
     * Makes everything in the target as it is in the source, and the root itself, not yet durable.
     *
     * @param reference an earlier copy of the same source, which is never written, or -1
     * @param now by the clock of the disk's file system
     * @throws InterruptedException when it was given up
     */
    Result run(int reference, Instant now) throws VfsException, InterruptedException {
        objects.begin(now);
        objects.forgetAllLinks();
        directory(sourceRoot, targetRoot, reference, true);
        return objects.result();
    }

    void requireGoingOn() throws InterruptedException {
        if (!goesOn.getAsBoolean()) {
            throw new InterruptedException("the copy was given up");
        }
    }

    private void directory(int from, int to, int reference, boolean root) throws VfsException, InterruptedException {
        requireGoingOn();
        Set<Name> present = new HashSet<>(EntryNames.of(calls, to));
        for (Name name : EntryNames.of(calls, from)) {
            if (root && Hidden.isHidden(name.bytes())) {
                continue;
            }
            if (entry(from, to, reference, name.bytes())) {
                present.remove(name);
            }
        }
        for (Name gone : present) {
            if (!(root && Hidden.isHidden(gone.bytes()))) {
                remove(calls, to, gone.bytes());
            }
        }
        FileStatus status = Tiers.status(calls, from);
        objects.count(status);
        objects.attributes(to, status);
    }

    /** Null when there is none. */
    @Nullable
    FileStatus look(int directory, byte[] name) throws VfsException {
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

    /** False when it is no longer there. */
    boolean entry(int source, int target, int reference, byte[] name) throws VfsException, InterruptedException {
        FileStatus real = look(source, name);
        if (real == null) {
            return false;
        }
        FileStatus status = objects.seen(real);
        FileStatus present = look(target, name);
        int kind = status.mode() & FileStatus.S_IFMT;
        if (present != null && (present.mode() & FileStatus.S_IFMT) != kind) {
            remove(calls, target, name);
            present = null;
        }
        return switch (kind) {
            case FileStatus.S_IFDIR -> below(source, target, reference, name, present == null);
            case FileStatus.S_IFREG -> objects.file(source, target, reference, name, status);
            default -> objects.special(source, target, name, status, present);
        };
    }

    private boolean below(int source, int target, int reference, byte[] name, boolean isNew)
            throws VfsException, InterruptedException {
        int from = calls.directory().open(source, name, EntryNames.LIST, 0);
        if (from < 0) {
            return false;
        }
        int older = NONE;
        try {
            if (isNew) {
                Errnos.check(calls.directory().mkdir(target, name, 0700));
            }
            int to = Errnos.check(calls.directory().open(target, name, EntryNames.LIST, 0));
            older = reference == NONE
                    ? NONE
                    : Math.max(NONE, calls.directory().open(reference, name, EntryNames.LIST, 0));
            try {
                byte[] identity = identity(Tiers.status(calls, from));
                if (isNew || !hasIdentity(to, identity)) {
                    Errnos.check(calls.file().setAttribute(to, SOURCE, identity));
                }
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

    private static byte[] identity(FileStatus directory) {
        return ByteBuffer.allocate(SOURCE_BYTES)
                .putLong(directory.inode())
                .putLong(directory.birthTime())
                .array();
    }

    /** Whether what has the name in the target was made from this directory. */
    boolean isCopyOf(FileStatus directory, int to, byte[] name) {
        int fd = calls.directory().open(to, name, EntryNames.LIST, 0);
        if (fd < 0) {
            return false;
        }
        boolean same = hasIdentity(fd, identity(directory));
        calls.file().close(fd);
        return same;
    }

    private boolean hasIdentity(int copy, byte[] identity) {
        return calls.file().getAttribute(copy, SOURCE) == SOURCE_BYTES
                && Arrays.equals(calls.file().attributeValue(SOURCE_BYTES), identity);
    }

    /** Removes whatever has the name, with all below it. */
    static void remove(Calls calls, int directory, byte[] name) throws VfsException {
        int flat = calls.directory().unlink(directory, name, 0);
        if (flat == 0 || flat == -Errno.ENOENT) {
            return;
        }
        int fd = Errnos.check(calls.directory().open(directory, name, EntryNames.LIST, 0));
        try {
            for (Name below : EntryNames.of(calls, fd)) {
                remove(calls, fd, below.bytes());
            }
        } finally {
            calls.file().close(fd);
        }
        Errnos.check(calls.directory().unlink(directory, name, DirectoryCalls.AT_REMOVEDIR));
    }
}
