package io.moorage.fuse;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.Entry;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Requests about names in directories. The kernel has applied the umask. */
final class NameCalls {
    private final Mounted mounted;
    private final VirtualFileSystem fileSystem;

    NameCalls(Mounted mounted) {
        this.mounted = mounted;
        this.fileSystem = mounted.fileSystem();
    }

    void lookup(Request request, Reply reply) throws VfsException, FuseException {
        Node directory = mounted.nodes().get(request.node());
        String name = request.name(0);
        Entry entry = name.equals("..")
                ? fileSystem.lookupParent(mounted.caller(request), directory.handle())
                : fileSystem.lookup(mounted.caller(request), directory.handle(), name);
        mounted.entry(reply, directory, name, entry);
    }

    void forget(Request request) {
        mounted.nodes().forget(request.node(), request.int64(0));
    }

    void batchForget(Request request) {
        int count = request.int32(0);
        for (int i = 0; i < count && Request.ARGUMENTS + 8 + 16 * (i + 1) <= request.length(); i++) {
            mounted.nodes().forget(request.int64(8 + 16 * i), request.int64(16 + 16 * i));
        }
    }

    void readLink(Request request, Reply reply) throws VfsException, FuseException {
        String target = fileSystem.readLink(mounted.caller(request), mounted.handle(request));
        reply.bytes(target.getBytes(StandardCharsets.UTF_8));
    }

    void symlink(Request request, Reply reply) throws VfsException, FuseException {
        create(request, reply, request.name(0), new NewObject.Symlink(request.secondName(0)), AttributeChange.NONE);
    }

    void makeDirectory(Request request, Reply reply) throws VfsException, FuseException {
        AttributeChange initial = AttributeChange.ofMode(request.int32(0) & Mode.PERMISSIONS);
        create(request, reply, request.name(8), new NewObject.Directory(), initial);
    }

    void makeNode(Request request, Reply reply) throws VfsException, FuseException {
        int mode = request.int32(0);
        long device = Mode.decodeDevice(request.int32(4));
        String name = request.name(16);
        AttributeChange initial = AttributeChange.ofMode(mode & Mode.PERMISSIONS);
        switch (mode & Mode.TYPE_MASK) {
            case 0, Mode.REGULAR -> createFile(request, reply, name, initial);
            case Mode.FIFO -> create(request, reply, name, new NewObject.Fifo(), initial);
            case Mode.SOCKET -> create(request, reply, name, new NewObject.Socket(), initial);
            case Mode.BLOCK -> create(request, reply, name, new NewObject.Device(true, device), initial);
            case Mode.CHARACTER -> create(request, reply, name, new NewObject.Device(false, device), initial);
            default -> throw new FuseException(Errno.EINVAL);
        }
    }

    void link(Request request, Reply reply) throws VfsException, FuseException {
        Node directory = mounted.nodes().get(request.node());
        Node file = mounted.nodes().get(request.int64(0));
        String name = request.name(8);
        Caller caller = mounted.caller(request);
        mounted.changing(
                directory, () -> fileSystem.link(caller, file.handle(), directory.handle(), name), Function.identity());
        mounted.entry(reply, directory, name, new Entry(file.handle(), fileSystem.getAttributes(file.handle())));
    }

    /** UNLINK and RMDIR: the kernel has looked at the type and the file system looks again. */
    void remove(Request request) throws VfsException, FuseException {
        Node directory = mounted.nodes().get(request.node());
        Caller caller = mounted.caller(request);
        String name = request.name(0);
        DirectoryChange ignored = mounted.changing(
                directory, () -> fileSystem.remove(caller, directory.handle(), name), Function.identity());
    }

    void rename(Request request, int argumentBytes) throws VfsException, FuseException {
        Node from = mounted.nodes().get(request.node());
        Node to = mounted.nodes().get(request.int64(0));
        Caller caller = mounted.caller(request);
        String name = request.name(argumentBytes);
        String newName = request.secondName(argumentBytes);
        Mounted.Change<VirtualFileSystem.Renamed> rename =
                () -> fileSystem.rename(caller, from.handle(), name, to.handle(), newName);
        Mounted.Change<VirtualFileSystem.Renamed> counted =
                from == to ? rename : () -> mounted.changing(from, rename, VirtualFileSystem.Renamed::from);
        VirtualFileSystem.Renamed ignored = mounted.changing(to, counted, VirtualFileSystem.Renamed::to);
    }

    /** Flags (RENAME_NOREPLACE and others) cannot be kept atomically here, so they are refused as Linux's NFS client does. */
    void rename2(Request request) throws VfsException, FuseException {
        if (request.int32(8) != 0) {
            throw new FuseException(Errno.EINVAL);
        }
        rename(request, 16);
    }

    private void createFile(Request request, Reply reply, String name, AttributeChange initial)
            throws VfsException, FuseException {
        Node directory = mounted.nodes().get(request.node());
        Caller caller = mounted.caller(request);
        Created created = mounted.changing(
                directory,
                () -> fileSystem.createFile(caller, directory.handle(), name, new CreateMode.Guarded(), initial),
                Created::parent);
        mounted.entry(reply, directory, name, created.entry());
    }

    private void create(Request request, Reply reply, String name, NewObject object, AttributeChange initial)
            throws VfsException, FuseException {
        Node directory = mounted.nodes().get(request.node());
        Caller caller = mounted.caller(request);
        Created created = mounted.changing(
                directory,
                () -> fileSystem.createObject(caller, directory.handle(), name, object, initial),
                Created::parent);
        mounted.entry(reply, directory, name, created.entry());
    }
}
