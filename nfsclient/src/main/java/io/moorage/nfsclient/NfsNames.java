package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.AttributeValues;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
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
import io.moorage.vfs.FileType;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Names, objects and attributes: each call one COMPOUND. */
final class NfsNames {
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_LINK_BYTES = 4096;

    private static final GETATTR4.Args GETATTR = new GETATTR4.Args(AttributeCodec.WANTED);
    private static final NoArgs GETFH = new NoArgs(OpCode.GETFH);
    private static final NoArgs SAVEFH = new NoArgs(OpCode.SAVEFH);

    /** Says nothing about a directory, so that nothing kept of it is believed any more (RFC 8881 section 3.3.9, change_info4). */
    private static final DirectoryChange UNKNOWN = new DirectoryChange(false, 0, 0);

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
        Attributes after = change(caller, List.of(FileTable.putfh(file), set, GETATTR), reply -> {
            SETATTR4.Ok ignored = reply.skip(OpCode.PUTFH).result(OpCode.SETATTR, SETATTR4.Ok.class);
            return AttributeCodec.read(reply.ok(OpCode.GETATTR));
        });
        if (after.type() == FileType.SYMLINK && change.mode().isPresent()) {
            throw new VfsException(VfsError.NOTSUPP, "a symbolic link has no mode");
        }
        return after;
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
        Repetition repetition = new Repetition();
        try {
            return call(
                    caller,
                    true,
                    List.of(FileTable.putfh(file), SAVEFH, FileTable.putfh(directory), link),
                    repetition,
                    reply -> directoryChange(reply.skip(OpCode.PUTFH)
                            .skip(OpCode.SAVEFH)
                            .skip(OpCode.PUTFH)
                            .result(OpCode.LINK, LINK4.Ok.class)
                            .change()));
        } catch (VfsException refused) {
            if (refused.error() == VfsError.EXIST
                    && repetition.perhapsDone()
                    && lookup(caller, directory, name).handle().equals(file)) {
                return UNKNOWN;
            }
            // POSIX has EPERM where NFS says NFS4ERR_ISDIR (XSH link; RFC 8881 section 18.9).
            throw refused.error() == VfsError.ISDIR ? new VfsException(VfsError.PERM) : refused;
        }
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
        Repetition repetition = new Repetition();
        try {
            return rename(caller, fromDirectory, toDirectory, rename, repetition);
        } catch (VfsException refused) {
            if (refused.error() == VfsError.NOENT && repetition.perhapsDone() && isThere(caller, toDirectory, toName)) {
                // The old name was there when this was asked for, and now the new one is: a restarted server refuses
                // what it did.
                return new VirtualFileSystem.Renamed(UNKNOWN, UNKNOWN);
            }
            if (refused.error() != VfsError.EXIST) {
                throw refused;
            }
        }
        throw new VfsException(inTheWay(
                lookup(caller, fromDirectory, fromName).attributes(),
                lookup(caller, toDirectory, toName).attributes()));
    }

    private boolean isThere(Caller caller, FileHandle directory, String name) throws VfsException {
        try {
            Entry ignored = lookup(caller, directory, name);
            return true;
        } catch (VfsException refused) {
            if (refused.error() == VfsError.NOENT) {
                return false;
            }
            throw refused;
        }
    }

    /** NFS4ERR_EXIST says less than POSIX does (RFC 8881 section 18.26.4; XSH rename). */
    private static VfsError inTheWay(Attributes from, Attributes to) {
        if (to.isDirectory()) {
            return from.isDirectory() ? VfsError.NOTEMPTY : VfsError.ISDIR;
        }
        return from.isDirectory() ? VfsError.NOTDIR : VfsError.EXIST;
    }

    private VirtualFileSystem.Renamed rename(
            Caller caller, FileHandle fromDirectory, FileHandle toDirectory, RENAME4.Args rename, Repetition repetition)
            throws VfsException {
        return call(
                caller,
                true,
                List.of(FileTable.putfh(fromDirectory), SAVEFH, FileTable.putfh(toDirectory), rename),
                repetition,
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

    TransferBounds bounds(FileHandle root) throws VfsException {
        Bitmap4 wanted = Bitmap4.of(Attribute.MAXFILESIZE, Attribute.MAXREAD, Attribute.MAXWRITE);
        return ask(Caller.ROOT, List.of(FileTable.putfh(root), new GETATTR4.Args(wanted)), reply -> {
            AttributeValues bounds = values(reply);
            return new TransferBounds(
                    // All bits set is how some servers say that they know no bound.
                    bounds.find(Attribute.MAXFILESIZE)
                            .filter(bytes -> bytes > 0)
                            .orElse(Long.MAX_VALUE),
                    (int) Math.min(Integer.MAX_VALUE, bounds.get(Attribute.MAXREAD)),
                    (int) Math.min(Integer.MAX_VALUE, bounds.get(Attribute.MAXWRITE)));
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
        if (utf8Length(name) > MAX_NAME_BYTES) {
            throw new VfsException(VfsError.NAMETOOLONG);
        }
        if (name.indexOf('\0') >= 0) {
            throw new VfsException(VfsError.INVAL);
        }
        return name;
    }

    /** The bytes of a text in UTF-8; half a surrogate pair has none. */
    private static int utf8Length(String text) throws VfsException {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else if (Character.isSurrogate(unit)) {
                throw new VfsException(VfsError.INVAL, "not Unicode");
            } else {
                bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
            }
        }
        return bytes;
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
        return call(caller, false, operations, new Repetition(), reader);
    }

    private <R> R change(Caller caller, List<? extends Nfs4Args> operations, ReplyReader<R> reader)
            throws VfsException {
        return call(caller, true, operations, new Repetition(), reader);
    }

    private <R> R call(
            Caller caller,
            boolean once,
            List<? extends Nfs4Args> operations,
            Repetition repetition,
            ReplyReader<R> reader)
            throws VfsException {
        try {
            return calls.call(caller, once, () -> operations, Calls.NOTHING, reader, repetition);
        } catch (Nfs4Exception refused) {
            // Here a symbolic link can only stand where a directory should (RFC 8881 section 15.1.2.9).
            throw refused.status() == Nfs4Status.SYMLINK ? new VfsException(VfsError.NOTDIR) : Errors.of(refused);
        } catch (IOException failed) {
            throw translated(failed);
        }
    }
}
