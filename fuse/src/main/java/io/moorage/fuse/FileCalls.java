package io.moorage.fuse;

import io.moorage.vfs.Access;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.ByteRangeLocks;
import io.moorage.vfs.ByteRangeLocks.LockOwner;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.Entry;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Requests about open regular files: close-to-open as nfs(5) has it. */
final class FileCalls {
    private static final int ACCESS_MODE = 03;
    private static final int O_WRONLY = 01;
    private static final int O_EXCL = 0200;
    private static final int O_TRUNC = 01000;
    private static final int O_DSYNC = 010000;
    private static final int O_DIRECT = 040000;

    /** The file is opened to be executed (linux/fs.h, __FMODE_EXEC). */
    private static final int FOR_EXECUTION = 040;

    private static final int KEEP_CACHE = 1 << 1;
    private static final int RELEASE_FLOCK = 1 << 1;

    private final Mounted mounted;
    private final VirtualFileSystem fileSystem;
    private final Optional<ByteRangeLocks> locks;
    private final LateCalls late;

    FileCalls(Mounted mounted, LateCalls late) {
        this.mounted = mounted;
        this.late = late;
        this.fileSystem = mounted.fileSystem();
        this.locks = mounted.locks();
    }

    void open(Request request, Reply reply) throws VfsException, FuseException {
        Node node = mounted.nodes().get(request.node());
        Caller caller = mounted.caller(request);
        int flags = request.int32(0);
        if ((flags & FOR_EXECUTION) != 0 && fileSystem.access(caller, node.handle(), Access.EXECUTE) == 0) {
            throw new FuseException(Errno.EACCES);
        }
        OpenFile file = openByName(caller, node, intent(flags));
        try {
            Attributes attributes = fileSystem.getAttributes(file);
            checkSize(node, attributes);
            opened(reply, node, file, attributes);
        } catch (VfsException | FuseException failed) {
            late.close(file);
            throw failed;
        }
    }

    void create(Request request, Reply reply) throws VfsException, FuseException {
        Node directory = mounted.nodes().get(request.node());
        Caller caller = mounted.caller(request);
        int flags = request.int32(0);
        String name = request.name(16);
        AttributeChange initial = AttributeChange.ofMode(request.int32(4) & Mode.PERMISSIONS);
        CreateMode mode = (flags & O_EXCL) != 0 ? new CreateMode.Guarded() : new CreateMode.Unchecked();
        Created created = mounted.changing(
                directory,
                () -> fileSystem.createFile(caller, directory.handle(), name, mode, initial),
                Created::parent);
        OpenFile file = created.existed()
                ? fileSystem.open(caller, created.entry().handle(), intent(flags))
                : fileSystem.openGranted(caller, created.entry().handle(), intent(flags));
        try {
            Attributes attributes = created.existed() && (flags & O_TRUNC) != 0
                    ? fileSystem.setSize(file, 0)
                    : created.entry().attributes();
            Node node = mounted.entry(
                    reply, directory, name, new Entry(created.entry().handle(), attributes));
            opened(reply, node, file, attributes);
        } catch (VfsException failed) {
            late.close(file);
            throw failed;
        }
    }

    void read(Request request, Reply reply) throws VfsException, FuseException {
        OpenFile file = mounted.file(request.int64(0)).file();
        long offset = request.int64(8);
        int size = Math.min(request.int32(16), reply.room());
        ByteBuffer target = reply.space(size);
        if (size > 0) {
            reply.advance(fileSystem.read(file, offset, target));
        }
    }

    void write(Request request, Reply reply) throws VfsException, FuseException {
        OpenedFile open = mounted.file(request.int64(0));
        int size = request.int32(16);
        Stability wanted = (request.int32(32) & O_DSYNC) != 0 ? Stability.FILE_SYNC : Stability.UNSTABLE;
        Stability got = fileSystem.write(open.file(), request.int64(8), request.data(40, size), wanted);
        if (got == Stability.UNSTABLE) {
            open.dirty(true);
        }
        if ((request.int32(32) & O_DIRECT) != 0) {
            fileSystem.push(open.file());
        }
        mounted.nodes().get(request.node()).grewTo(request.int64(8) + size);
        reply.int32(size);
        reply.int32(0);
    }

    /** close(2) of one descriptor: what was written is durable, and the process's POSIX locks are gone. */
    void flush(Request request) throws VfsException, FuseException {
        OpenedFile open = mounted.file(request.int64(0));
        LockOwner owner = new LockOwner(request.int64(16));
        late.nowOrLater(() -> flush(open, owner));
    }

    private void flush(OpenedFile open, LockOwner owner) throws VfsException {
        try {
            commitIfDirty(open);
        } finally {
            if (locks.isPresent()) {
                locks.get().release(open.file(), owner);
            }
        }
    }

    void synchronize(Request request) throws VfsException, FuseException {
        OpenedFile open = mounted.file(request.int64(0));
        open.dirty(false);
        commit(open);
    }

    /** The last close of a file description. */
    void release(Request request) throws VfsException, FuseException {
        OpenedFile open = mounted.files().remove(request.int64(0));
        if (open == null) {
            throw new FuseException(Errno.EBADF);
        }
        boolean flock = (request.int32(12) & RELEASE_FLOCK) != 0;
        LockOwner owner = new LockOwner(request.int64(16));
        late.nowOrLater(() -> release(open, flock ? Optional.of(owner) : Optional.empty()));
    }

    private void release(OpenedFile open, Optional<LockOwner> flock) throws VfsException {
        try (OpenFile file = open.file()) {
            if (locks.isPresent() && flock.isPresent()) {
                locks.get().release(file, flock.get());
            }
            commitIfDirty(open);
        }
    }

    private void commitIfDirty(OpenedFile open) throws VfsException {
        if (open.dirty()) {
            open.dirty(false);
            commit(open);
        }
    }

    private void commit(OpenedFile open) throws VfsException {
        try {
            fileSystem.commit(open.file());
        } catch (VfsException failed) {
            open.dirty(true);
            throw failed;
        }
    }

    private void opened(Reply reply, Node node, OpenFile file, Attributes attributes) {
        if (node.showsOtherThan(attributes)) {
            mounted.kernel().attributesChanged(node.id());
        }
        int flags = node.keepsPages(attributes) ? KEEP_CACHE : 0;
        reply.int64(mounted.files().add(new OpenedFile(file)));
        reply.int32(flags);
        reply.int32(0);
    }

    /**
     * A name the kernel took from its cache must still name this file; else the kernel is told that it is stale, and asks
     * again. Without it a file replaced by another client's rename would be opened in its old form.
     */
    private OpenFile openByName(Caller caller, Node node, OpenIntent intent) throws VfsException {
        Node.Name name = node.name();
        if (name == null || !name.cached() || node.nameRefused()) {
            return fileSystem.open(caller, node.handle(), intent);
        }
        try {
            return fileSystem.openNamed(caller, name.directory(), name.text(), node.handle(), intent);
        } catch (VfsException refused) {
            if (refused.error() == VfsError.STALE) {
                node.refuseName();
            }
            throw refused;
        }
    }

    /**
     * The kernel appends at, and maps up to, the size it last saw, and an answer to OPEN carries none: when another client changed it,
     * the kernel is made to look the name up again.
     */
    private static void checkSize(Node node, Attributes attributes) throws FuseException {
        if (node.showsOtherSizeThan(attributes) && node.name() != null && !node.nameRefused()) {
            node.refuseName();
            throw new FuseException(Errno.ESTALE);
        }
    }

    private static OpenIntent intent(int flags) {
        return switch (flags & ACCESS_MODE) {
            case 0 -> OpenIntent.READ;
            case O_WRONLY -> OpenIntent.WRITE;
            default -> OpenIntent.READ_WRITE;
        };
    }
}
