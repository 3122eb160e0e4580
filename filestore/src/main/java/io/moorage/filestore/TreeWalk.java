package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Visits every object of a file system below its root once, also one with several names and one that only an open keeps. What
 * changes meanwhile may be passed over or seen. A million objects take some 4 s.
 */
final class TreeWalk {
    private static final int BUFFER = 64 * 1024;
    private static final byte[] ITSELF = {'.'};

    private final Volume volume;
    private final byte[] rootHandle;
    private final Visitor visitor;
    private final Deque<byte[]> directories = new ArrayDeque<>();
    private final Set<Long> linked = new HashSet<>();

    /** What is done with each object. */
    interface Visitor {
        /** @param fd an {@code O_PATH} descriptor of it, for the time of the call */
        void visit(Calls calls, int fd, FileStatus status) throws VfsException;
    }

    TreeWalk(Volume volume, byte[] rootHandle, Visitor visitor) {
        this.volume = volume;
        this.rootHandle = rootHandle;
        this.visitor = visitor;
    }

    /** FENCED when the file system is closed meanwhile. */
    void run() throws VfsException {
        directories.add(rootHandle);
        while (!directories.isEmpty()) {
            directory(volume.calls(), directories.pop());
        }
    }

    private void directory(Calls calls, byte[] handle) throws VfsException {
        int path = calls.directory().openHandle(volume.mountFd, handle, DirectoryCalls.O_PATH);
        if (path < 0) {
            return;
        }
        int fd = calls.directory()
                .open(path, ITSELF, DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY | DirectoryCalls.O_NOATIME, 0);
        calls.file().close(path);
        if (fd < 0) {
            return;
        }
        boolean root = Arrays.equals(handle, rootHandle);
        try {
            for (long read = read(calls, fd); read > 0; read = read(calls, fd)) {
                // What is done with an object may list other directories.
                byte[][] names = names(calls.file().entries(), read);
                for (byte[] name : names) {
                    object(calls, fd, name, root && Hidden.isHidden(name));
                }
            }
        } finally {
            calls.file().close(fd);
        }
    }

    private static long read(Calls calls, int fd) {
        return calls.file().readEntries(fd, BUFFER);
    }

    private static byte[][] names(MemorySegment entries, long bytes) {
        int count = 0;
        byte[][] names = new byte[64][];
        for (long at = 0; at < bytes; at = Listing.next(entries, at)) {
            byte @Nullable [] name = Listing.nameUnlessDots(entries, at);
            if (name != null) {
                names = count == names.length ? Arrays.copyOf(names, 2 * count) : names;
                names[count++] = name;
            }
        }
        return Arrays.copyOf(names, count);
    }

    /** @param hidden whether it is a directory of the store's own: only what is in it counts */
    private void object(Calls calls, int directory, byte[] name, boolean hidden) throws VfsException {
        if (hidden && !Hidden.holdsFiles(name)) {
            return;
        }
        int fd = calls.directory().open(directory, name, DirectoryCalls.O_PATH, 0);
        if (fd < 0) {
            return;
        }
        try {
            if (calls.file().statx(fd) < 0) {
                return;
            }
            FileStatus status = calls.file().status();
            if (status.isDirectory()) {
                if (calls.directory().nameToHandle(fd) < 0 || calls.directory().mountId() != volume.nodes.mountId()) {
                    return;
                }
                directories.add(calls.directory().handle());
            } else if (status.links() > 1 && !linked.add(status.inode())) {
                return;
            }
            if (!hidden) {
                visitor.visit(calls, fd, status);
            }
        } finally {
            calls.file().close(fd);
        }
    }
}
