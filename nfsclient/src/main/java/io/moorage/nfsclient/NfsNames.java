package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.AttributeValues;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.Specdata4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.ACCESS4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.GETATTR4;
import io.moorage.nfswire.op.GETFH4;
import io.moorage.nfswire.op.LINK4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.READLINK4;
import io.moorage.nfswire.op.REMOVE4;
import io.moorage.nfswire.op.RENAME4;
import io.moorage.nfswire.op.SETATTR4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileSystemStatus;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names, objects and attributes: each call one COMPOUND. */
final class NfsNames {
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_LINK_BYTES = 4096;

    private static final GETATTR4.Args GETATTR = new GETATTR4.Args(AttributeCodec.WANTED);
    private static final NoArgs GETFH = new NoArgs(OpCode.GETFH);
    private static final NoArgs SAVEFH = new NoArgs(OpCode.SAVEFH);

    private final Calls calls;

    NfsNames(Calls calls) {
        this.calls = calls;
    }

    /** The server's refusal, or that it could not be asked, in the file system's words. */
    static VfsException translated(IOException failed) {
        return switch (failed) {
            case VfsException already -> already;
            case Nfs4Exception refused -> Errors.of(refused);
            default -> new VfsException(VfsError.IO, String.valueOf(failed.getMessage()));
        };
    }

    /** The directory at an absolute path of the server. */
    Entry root(String path) throws VfsException {
        List<Nfs4Args> operations = new ArrayList<>();
        operations.add(new NoArgs(OpCode.PUTROOTFH));
        for (String name : path.split("/")) {
            if (!name.isEmpty()) {
                operations.add(new LOOKUP4.Args(checked(name)));
            }
        }
        operations.add(GETFH);
        operations.add(GETATTR);
        return ask(Caller.ROOT, operations, reply -> {
            for (Nfs4Args operation : operations.subList(0, operations.size() - 2)) {
                reply.skip(operation.op());
            }
            return entry(reply);
        });
    }

    Attributes getAttributes(FileHandle file) throws VfsException {
        return ask(
                Caller.ROOT,
                List.of(FileTable.putfh(file), GETATTR),
                reply -> AttributeCodec.read(reply.skip(OpCode.PUTFH).ok(OpCode.GETATTR)));
    }

    Attributes setAttributes(Caller caller, FileHandle file, AttributeChange change) throws VfsException {
        if (change.size().isPresent() && change.size().getAsLong() < 0) {
            throw new VfsException(VfsError.INVAL);
        }
        SETATTR4.Args set = new SETATTR4.Args(Stateid4.ANONYMOUS, AttributeCodec.change(change));
        return change(caller, List.of(FileTable.putfh(file), set, GETATTR), reply -> {
            SETATTR4.Ok ignored = reply.skip(OpCode.PUTFH).result(OpCode.SETATTR, SETATTR4.Ok.class);
            return AttributeCodec.read(reply.ok(OpCode.GETATTR));
        });
    }

    int access(Caller caller, FileHandle file, int bits) throws VfsException {
        return ask(caller, List.of(FileTable.putfh(file), new ACCESS4.Args(bits)), reply -> reply.skip(OpCode.PUTFH)
                        .result(OpCode.ACCESS, ACCESS4.Ok.class))
                .access();
    }

    Entry lookup(Caller caller, FileHandle directory, String name) throws VfsException {
        LOOKUP4.Args lookup = new LOOKUP4.Args(checked(name));
        return ask(
                caller,
                List.of(FileTable.putfh(directory), lookup, GETFH, GETATTR),
                reply -> entry(reply.skip(OpCode.PUTFH).skip(OpCode.LOOKUP)));
    }

    Entry lookupParent(Caller caller, FileHandle directory) throws VfsException {
        return ask(
                caller,
                List.of(FileTable.putfh(directory), new NoArgs(OpCode.LOOKUPP), GETFH, GETATTR),
                reply -> entry(reply.skip(OpCode.PUTFH).skip(OpCode.LOOKUPP)));
    }

    String readLink(Caller caller, FileHandle link) throws VfsException {
        return ask(caller, List.of(FileTable.putfh(link), new NoArgs(OpCode.READLINK)), reply -> reply.skip(
                                OpCode.PUTFH)
                        .result(OpCode.READLINK, READLINK4.Ok.class))
                .link();
    }

    Created createObject(Caller caller, FileHandle directory, String name, NewObject object, AttributeChange initial)
            throws VfsException {
        CREATE4.Args create = new CREATE4.Args(type(object), checked(name), AttributeCodec.change(initial));
        return change(caller, List.of(FileTable.putfh(directory), create, GETFH, GETATTR), reply -> {
            CREATE4.Ok created = reply.skip(OpCode.PUTFH).result(OpCode.CREATE, CREATE4.Ok.class);
            return new Created(entry(reply), directoryChange(created.change()), false);
        });
    }

    DirectoryChange link(Caller caller, FileHandle file, FileHandle directory, String name) throws VfsException {
        LINK4.Args link = new LINK4.Args(checked(name));
        return change(
                caller,
                List.of(FileTable.putfh(file), SAVEFH, FileTable.putfh(directory), link),
                reply -> directoryChange(reply.skip(OpCode.PUTFH)
                        .skip(OpCode.SAVEFH)
                        .skip(OpCode.PUTFH)
                        .result(OpCode.LINK, LINK4.Ok.class)
                        .change()));
    }

    DirectoryChange remove(Caller caller, FileHandle directory, String name) throws VfsException {
        REMOVE4.Args remove = new REMOVE4.Args(checked(name));
        return change(
                caller,
                List.of(FileTable.putfh(directory), remove),
                reply -> directoryChange(reply.skip(OpCode.PUTFH)
                        .result(OpCode.REMOVE, REMOVE4.Ok.class)
                        .change()));
    }

    VirtualFileSystem.Renamed rename(
            Caller caller, FileHandle fromDirectory, String fromName, FileHandle toDirectory, String toName)
            throws VfsException {
        RENAME4.Args rename = new RENAME4.Args(checked(fromName), checked(toName));
        return change(
                caller,
                List.of(FileTable.putfh(fromDirectory), SAVEFH, FileTable.putfh(toDirectory), rename),
                reply -> {
                    RENAME4.Ok renamed = reply.skip(OpCode.PUTFH)
                            .skip(OpCode.SAVEFH)
                            .skip(OpCode.PUTFH)
                            .result(OpCode.RENAME, RENAME4.Ok.class);
                    return new VirtualFileSystem.Renamed(
                            directoryChange(renamed.source()), directoryChange(renamed.target()));
                });
    }

    FileSystemStatus status(FileHandle root) throws VfsException {
        Bitmap4 wanted = Bitmap4.of(Attribute.SPACE_AVAIL, Attribute.SPACE_FREE, Attribute.SPACE_TOTAL);
        return ask(Caller.ROOT, List.of(FileTable.putfh(root), new GETATTR4.Args(wanted)), reply -> {
            AttributeValues space = values(reply);
            return new FileSystemStatus(
                    space.get(Attribute.SPACE_TOTAL),
                    space.get(Attribute.SPACE_FREE),
                    space.get(Attribute.SPACE_AVAIL),
                    0,
                    0,
                    MAX_NAME_BYTES);
        });
    }

    /** The server's bounds: {@code {maxread, maxwrite}} in bytes. */
    long[] bounds(FileHandle root) throws VfsException {
        Bitmap4 wanted = Bitmap4.of(Attribute.MAXREAD, Attribute.MAXWRITE);
        return ask(Caller.ROOT, List.of(FileTable.putfh(root), new GETATTR4.Args(wanted)), reply -> {
            AttributeValues bounds = values(reply);
            return new long[] {bounds.get(Attribute.MAXREAD), bounds.get(Attribute.MAXWRITE)};
        });
    }

    static Entry entry(Reply reply) throws XdrException, Nfs4Exception {
        FileHandle handle = FileHandle.of(
                reply.result(OpCode.GETFH, GETFH4.Ok.class).handle().bytes());
        return new Entry(handle, AttributeCodec.read(reply.ok(OpCode.GETATTR)));
    }

    static DirectoryChange directoryChange(ChangeInfo4 change) {
        return new DirectoryChange(change.atomic(), change.before(), change.after());
    }

    /** A name the server can be asked about at all; what it may be is the server's to say. */
    static String checked(String name) throws VfsException {
        if (name.length() > MAX_NAME_BYTES || utf8Length(name) > MAX_NAME_BYTES) {
            throw new VfsException(VfsError.NAMETOOLONG);
        }
        if (name.indexOf('\0') >= 0) {
            throw new VfsException(VfsError.INVAL);
        }
        return name;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static AttributeValues values(Reply reply) throws XdrException, Nfs4Exception {
        Fattr4 attributes = reply.skip(OpCode.PUTFH)
                .result(OpCode.GETATTR, GETATTR4.Ok.class)
                .attributes();
        return attributes.parse();
    }

    private static CREATE4.ObjectType type(NewObject object) throws VfsException {
        return switch (object) {
            case NewObject.Directory() -> new CREATE4.ObjectType.Plain(NfsFtype4.NF4DIR);
            case NewObject.Fifo() -> new CREATE4.ObjectType.Plain(NfsFtype4.NF4FIFO);
            case NewObject.Socket() -> new CREATE4.ObjectType.Plain(NfsFtype4.NF4SOCK);
            case NewObject.Symlink(String target) -> new CREATE4.ObjectType.Link(checkedTarget(target));
            case NewObject.Device(boolean block, long device) ->
                new CREATE4.ObjectType.Device(
                        block ? NfsFtype4.NF4BLK : NfsFtype4.NF4CHR,
                        new Specdata4((int) (device >>> 32), (int) device));
        };
    }

    private static String checkedTarget(String target) throws VfsException {
        if (utf8Length(target) > MAX_LINK_BYTES) {
            throw new VfsException(VfsError.NAMETOOLONG);
        }
        return target;
    }

    private <R> R ask(Caller caller, List<? extends Nfs4Args> operations, ReplyReader<R> reader) throws VfsException {
        return call(caller, false, operations, reader);
    }

    private <R> R change(Caller caller, List<? extends Nfs4Args> operations, ReplyReader<R> reader)
            throws VfsException {
        return call(caller, true, operations, reader);
    }

    private <R> R call(Caller caller, boolean once, List<? extends Nfs4Args> operations, ReplyReader<R> reader)
            throws VfsException {
        try {
            return calls.call(caller, once, () -> operations, Calls.NOTHING, reader);
        } catch (IOException failed) {
            throw translated(failed);
        }
    }
}
