package io.moorage.filestore;

import io.moorage.filestore.EntryNames.Name;
import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where objects are. Of a directory the kernel always knows; of a file that was opened by its handle it does not, until somebody
 * comes to it by name (Linux, "Making Filesystems Exportable": an inode "without any name"), and of one with several names it
 * tells one.
 */
final class Places {
    private static final int ROUNDS = 3;

    private final Volume volume;

    Places(Volume volume) {
        this.volume = volume;
    }

    Place of(FileHandle file) throws VfsException {
        try {
            return volume.with(file, this::of);
        } catch (VfsException refused) {
            if (refused.error() == VfsError.STALE || refused.error() == VfsError.BADHANDLE) {
                return Place.NOWHERE;
            }
            throw refused;
        }
    }

    private Place of(Calls calls, Node node) throws VfsException {
        Errnos.check(calls.file().glance(node.pathFd));
        FileStatus status = calls.file().status();
        int links = status.links();
        if (links == 0) {
            return Place.NOWHERE;
        }
        Optional<String> path = path(node.pathFd, node.inode);
        if (path.isEmpty()) {
            path = pathByNow(calls, node);
        }
        boolean certain = path.isPresent() && (links == 1 || node.isDirectory());
        return new Place(node.inode, path.filter(known -> !volume.hidesPath(known)), certain);
    }

    /** Somebody may have come to it by name since it was opened. */
    private Optional<String> pathByNow(Calls calls, Node node) throws VfsException {
        int fd = Errnos.check(calls.directory().openHandle(volume.mountFd, node.kernelHandle, DirectoryCalls.O_PATH));
        try {
            return path(fd, node.inode);
        } finally {
            calls.file().close(fd);
        }
    }

    private Optional<String> path(int fd, long inode) {
        try {
            Path root = target(volume.mountFd);
            Path place = target(fd);
            boolean here = place.startsWith(root)
                    && Files.getAttribute(place, "unix:ino", LinkOption.NOFOLLOW_LINKS)
                            .equals(inode);
            return here ? Optional.of("/" + root.relativize(place)) : Optional.empty();
        } catch (IOException | InvalidPathException unknown) {
            return Optional.empty();
        }
    }

    private static Path target(int fd) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(fd)));
    }

    /**
     * Those of some objects that have a name somewhere in a directory. All names there are looked at.
     *
     * @param directory from "/" on
     * @throws VfsException AGAIN when names are changed so often that it cannot be told
     */
    Set<Long> findIn(String directory, Set<Long> fileIds) throws VfsException {
        for (int round = 0; round < ROUNDS; round++) {
            long begun = volume.moves.begun();
            boolean still = volume.moves.areStill();
            Set<Long> found = new Look(volume.calls(), fileIds).in(directory);
            if (found.size() == fileIds.size() || (still && volume.moves.begun() == begun)) {
                return found;
            }
        }
        throw new VfsException(VfsError.AGAIN, "names change while they are looked for");
    }

    /** One look at all names in a directory. */
    private final class Look {
        private final Calls calls;
        private final Set<Long> wanted;
        private final Set<Long> found = new HashSet<>();

        /** Kernel handles: as many descriptors as directories side by side would be too many. */
        private final Deque<byte[]> directories = new ArrayDeque<>();

        Look(Calls calls, Set<Long> wanted) {
            this.calls = calls;
            this.wanted = wanted;
        }

        Set<Long> in(String path) throws VfsException {
            int at = calls.directory().open(volume.mountFd, new byte[] {'.'}, EntryNames.LIST, 0);
            for (String name : path.split("/", -1)) {
                if (at >= 0 && !name.isEmpty()) {
                    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                    int below = calls.directory().open(at, bytes, EntryNames.LIST, 0);
                    calls.file().close(at);
                    at = below;
                }
            }
            visit(at);
            while (!directories.isEmpty() && found.size() < wanted.size()) {
                visit(calls.directory().openHandle(volume.mountFd, directories.pop(), EntryNames.LIST));
            }
            return found;
        }

        /** Nothing is in what is gone, or is no directory. */
        private void visit(int fd) throws VfsException {
            if (fd == -Errno.ENOENT || fd == -Errno.ENOTDIR || fd == -Errno.ESTALE || fd == -Errno.ELOOP) {
                return;
            }
            Errnos.check(fd);
            try {
                for (Name name : EntryNames.of(calls, fd)) {
                    if (wanted.contains(name.inode())) {
                        found.add(name.inode());
                    }
                    if (name.mayBeDirectory() && calls.directory().nameToHandle(fd, name.bytes()) >= 0) {
                        directories.push(calls.directory().handle());
                    }
                }
            } finally {
                calls.file().close(fd);
            }
        }
    }
}
