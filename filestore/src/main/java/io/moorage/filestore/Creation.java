package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Making objects. They belong to their caller from the first moment, so a crash leaves none of root's behind.
 *
 * <p>An exclusive create's verifier lives in an extended attribute of the file: times stay what they are, and a repeated
 * request is recognised after a restart too.
 */
final class Creation {
    private static final String VERIFIER = "trusted.moorage.verifier";
    private static final int NEW_FILE = DirectoryCalls.O_RDWR | DirectoryCalls.O_CREAT | DirectoryCalls.O_EXCL;

    private final Volume volume;
    private final AttributeChanges attributeChanges;

    Creation(Volume volume, AttributeChanges attributeChanges) {
        this.volume = volume;
        this.attributeChanges = attributeChanges;
    }

    /** A system call that makes an object in a directory: its new descriptor, 0, or minus the errno. */
    private interface Maker {
        int make(Calls calls, int directory, byte[] name, int mode);
    }

    Created createFile(Caller caller, FileHandle directory, String name, CreateMode mode, AttributeChange initial)
            throws VfsException {
        byte[] entry = volume.fresh(directory, name);
        return volume.with(directory, (calls, parent) -> {
            Made made;
            parent.lock.lock();
            try {
                Attributes before = volume.attributes(calls, parent);
                PosixRules.requireDirectory(caller, before, PosixRules.EXECUTE);
                made = make(calls, caller, parent, before, entry, FileType.REGULAR, initial, mode, Creation::openNew);
                if (made == null) {
                    return existing(calls, parent, before, entry, mode);
                }
            } finally {
                parent.lock.unlock();
            }
            return durable(calls, parent, made);
        });
    }

    Created createObject(Caller caller, FileHandle directory, String name, NewObject object, AttributeChange initial)
            throws VfsException {
        byte[] entry = volume.fresh(directory, name);
        FileType type = type(object);
        Maker maker = maker(object);
        return volume.with(directory, (calls, parent) -> {
            Made made;
            parent.lock.lock();
            try {
                Attributes before = volume.attributes(calls, parent);
                PosixRules.requireDirectory(caller, before, PosixRules.EXECUTE);
                if (type == FileType.DIRECTORY) {
                    PosixRules.requireRoomBelow(volume.depth(calls, parent));
                }
                if (object instanceof NewObject.Device && !caller.isRoot()) {
                    throw new VfsException(VfsError.PERM);
                }
                made = make(calls, caller, parent, before, entry, type, initial, new CreateMode.Guarded(), maker);
                if (made == null) {
                    throw new VfsException(VfsError.EXIST);
                }
            } finally {
                parent.lock.unlock();
            }
            return durable(calls, parent, made);
        });
    }

    /** @param amended true when the object was changed after the call that made it */
    private record Made(Node node, Created created, boolean amended) {}

    /** Null when the name is taken. */
    private @Nullable Made make(
            Calls calls,
            Caller caller,
            Node parent,
            Attributes before,
            byte[] name,
            FileType type,
            AttributeChange initial,
            CreateMode mode,
            Maker maker)
            throws VfsException {
        PosixRules.Birth birth;
        try {
            PosixRules.require(caller, before, PosixRules.WRITE);
            birth = PosixRules.birth(caller, before, type, initial);
        } catch (VfsException refused) {
            return requireTaken(calls, parent, name, refused);
        }
        calls.identity().become(birth.uid(), birth.gid());
        int made;
        try {
            made = maker.make(calls, parent.pathFd, name, birth.mode());
        } finally {
            calls.identity().reset();
        }
        if (made == -Errno.EEXIST) {
            return null;
        }
        Errnos.check(made);
        boolean file = type == FileType.REGULAR;
        int fd = file ? made : Errnos.check(calls.directory().open(parent.pathFd, name, DirectoryCalls.O_PATH, 0));
        Node node = file ? volume.nodes.adoptCreated(calls, fd) : volume.nodes.adopt(calls, fd);
        try {
            boolean amended = amend(calls, node, birth, initial, mode);
            volume.changed(node);
            DirectoryChange change = volume.changed(calls, parent, before);
            return new Made(node, new Created(volume.entry(calls, node), change, false), amended);
        } catch (VfsException failed) {
            int flags = type == FileType.DIRECTORY ? DirectoryCalls.AT_REMOVEDIR : 0;
            Errnos.check(calls.directory().unlink(parent.pathFd, name, flags));
            node.unlinked = true;
            volume.nodes.release(calls, node);
            throw failed;
        }
    }

    private Created durable(Calls calls, Node parent, Made made) throws VfsException {
        try {
            if (made.amended()) {
                volume.makeDurable(calls, made.node(), parent);
            } else {
                volume.makeDurable(calls, parent, made.node());
            }
            return made.created();
        } finally {
            volume.nodes.release(calls, made.node());
        }
    }

    /** What the making call could not give: true when anything was changed. */
    private boolean amend(
            Calls calls, Node node, PosixRules.Birth birth, AttributeChange initial, CreateMode createMode)
            throws VfsException {
        boolean amended = false;
        if (createMode instanceof CreateMode.Exclusive(long verifier)) {
            byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(verifier).array();
            int fd = node.dataFd(calls, volume.mountFd, true);
            Errnos.check(calls.file().setAttribute(fd, VERIFIER, value));
            amended = true;
        }
        Errnos.check(calls.file().statx(node.pathFd));
        FileStatus made = calls.file().status();
        AttributeChange missing = initial.withMode(AttributeChange.NONE.mode())
                .withOwner(AttributeChange.NONE.uid(), AttributeChange.NONE.gid());
        if (made.uid() != birth.uid() || made.gid() != birth.gid()) {
            missing = missing.withOwner(OptionalInt.of(birth.uid()), OptionalInt.of(birth.gid()));
        }
        boolean chown = missing.uid().isPresent();
        boolean chmod = chown || (made.mode() & PosixRules.ALL_MODE_BITS) != birth.mode();
        if (chmod && !node.isSymlink()) {
            missing = missing.withMode(OptionalInt.of(birth.mode()));
        }
        if (missing.size().isPresent() && !node.isRegular()) {
            throw new VfsException(VfsError.INVAL);
        }
        if (!missing.isEmpty()) {
            attributeChanges.apply(calls, node, missing);
            amended = true;
        }
        return amended;
    }

    /** That a name is taken is told before that the caller may not make anything there. */
    private @Nullable Made requireTaken(Calls calls, Node parent, byte[] name, VfsException otherwise)
            throws VfsException {
        int fd = calls.directory().open(parent.pathFd, name, DirectoryCalls.O_PATH, 0);
        if (fd == -Errno.ENOENT) {
            throw otherwise;
        }
        calls.file().close(Errnos.check(fd));
        return null;
    }

    private Created existing(Calls calls, Node parent, Attributes before, byte[] name, CreateMode mode)
            throws VfsException {
        if (mode instanceof CreateMode.Guarded) {
            throw new VfsException(VfsError.EXIST);
        }
        Node node = volume.nodes.acquire(calls, parent.pathFd, name);
        try {
            Attributes present = volume.attributes(calls, node);
            if (mode instanceof CreateMode.Exclusive(long verifier)) {
                requireVerifier(calls, node, verifier);
                // The first request's reply was lost, perhaps with the server before it had synced.
                volume.ensureDurable(calls, node, parent);
            } else {
                PosixRules.requireRegular(present);
            }
            DirectoryChange none = new DirectoryChange(true, before.change(), before.change());
            return new Created(volume.entry(calls, node), none, true);
        } finally {
            volume.nodes.release(calls, node);
        }
    }

    private void requireVerifier(Calls calls, Node node, long verifier) throws VfsException {
        if (node.isRegular()) {
            int fd = node.dataFd(calls, volume.mountFd, false);
            byte[] wanted = ByteBuffer.allocate(Long.BYTES).putLong(verifier).array();
            boolean there = calls.file().getAttribute(fd, VERIFIER) == Long.BYTES;
            if (there && Arrays.equals(calls.file().attributeValue(Long.BYTES), wanted)) {
                return;
            }
        }
        throw new VfsException(VfsError.EXIST);
    }

    private static int openNew(Calls calls, int directory, byte[] name, int mode) {
        return calls.directory().open(directory, name, NEW_FILE | DirectoryCalls.O_NOATIME, mode);
    }

    private static FileType type(NewObject object) {
        return switch (object) {
            case NewObject.Directory() -> FileType.DIRECTORY;
            case NewObject.Symlink(String ignored) -> FileType.SYMLINK;
            case NewObject.Fifo() -> FileType.FIFO;
            case NewObject.Socket() -> FileType.SOCKET;
            case NewObject.Device(boolean block, long ignored) ->
                block ? FileType.BLOCK_DEVICE : FileType.CHARACTER_DEVICE;
        };
    }

    private static Maker maker(NewObject object) throws VfsException {
        return switch (object) {
            case NewObject.Directory() ->
                (calls, directory, name, mode) -> calls.directory().mkdir(directory, name, mode);
            case NewObject.Symlink(String target) -> {
                byte[] content = PosixRules.targetBytes(target);
                yield (calls, directory, name, mode) -> calls.directory().symlink(content, directory, name);
            }
            case NewObject.Fifo() -> node(FileStatus.S_IFIFO, 0);
            case NewObject.Socket() -> node(FileStatus.S_IFSOCK, 0);
            case NewObject.Device(boolean block, long device) ->
                node(block ? FileStatus.S_IFBLK : FileStatus.S_IFCHR, device);
        };
    }

    private static Maker node(int kind, long device) {
        return (calls, directory, name, mode) ->
                calls.directory().mknod(directory, name, kind | mode, (int) (device >>> 32), (int) device);
    }
}
