package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.AttributeValues;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.GETATTR4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.VERIFY4;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** OPEN in its forms (RFC 8881 section 18.16): every open has an owner of its own, so that none is merged with another. */
final class NfsOpens {
    private static final int MODE_OF_ITS_OWNER = 0600;
    private static final int MAX_RACES = 10;

    private final NfsClient client;
    private final FileTable table;
    private final Grants grants;
    private final NfsNames names;
    private final NfsOpenFile.Closer closer;

    NfsOpens(NfsClient client, FileTable table, Grants grants, NfsNames names, NfsOpenFile.Closer closer) {
        this.client = client;
        this.table = table;
        this.grants = grants;
        this.names = names;
        this.closer = closer;
    }

    /** A created file's reply: where it is, what it is, and its open. */
    private record Made(Entry entry, DirectoryChange parent, Stateid4 stateid) {}

    private record Opened(Stateid4 stateid, Attributes attributes) {}

    NfsOpenFile open(Caller caller, FileHandle file, OpenIntent intent) throws VfsException {
        return open(caller, file, intent, List.of(FileTable.putfh(file)), reply -> reply.skip(OpCode.PUTFH));
    }

    /** LOOKUP, the comparison of what was found and OPEN are one COMPOUND, which ends at the first that fails. */
    NfsOpenFile openNamed(Caller caller, FileHandle directory, String name, FileHandle file, OpenIntent intent)
            throws VfsException {
        Fattr4 handle = new AttributeValues()
                .with(Attribute.FILEHANDLE, Opaque.of(file.bytes()))
                .toFattr4();
        List<Nfs4Args> way =
                List.of(FileTable.putfh(directory), new LOOKUP4.Args(NfsNames.checked(name)), new VERIFY4.Args(handle));
        return open(caller, file, intent, way, NfsOpens::named);
    }

    private static Reply named(Reply reply) throws XdrException, Nfs4Exception {
        try {
            return reply.skip(OpCode.PUTFH).skip(OpCode.LOOKUP).skip(OpCode.VERIFY);
        } catch (Nfs4Exception refused) {
            boolean later = refused.status() == Nfs4Status.DELAY || refused.status() == Nfs4Status.GRACE;
            throw later ? refused : new Nfs4Exception(Nfs4Status.STALE);
        }
    }

    private NfsOpenFile open(
            Caller caller, FileHandle file, OpenIntent intent, List<? extends Nfs4Args> way, ReplyReader<Reply> passed)
            throws VfsException {
        int share = share(intent);
        Opaque owner = table.newOwner();
        long epoch = client.stateEpoch();
        Opened opened = openCurrent(caller, share, owner, way, passed);
        NfsOpenFile open = register(caller, file, share, owner, opened.stateid, epoch);
        grants.opened(open, opened.attributes);
        return open;
    }

    Created createFile(Caller caller, FileHandle directory, String name, CreateMode mode, AttributeChange initial)
            throws VfsException {
        return switch (mode) {
            case CreateMode.Guarded() -> create(caller, directory, name, mode, initial);
            case CreateMode.Exclusive(long ignored) -> create(caller, directory, name, mode, initial);
            case CreateMode.Unchecked() -> createOrTake(caller, directory, name, initial);
        };
    }

    /** UNCHECKED4 would ask for permission to read and write what is there, so the name is looked up instead. */
    private Created createOrTake(Caller caller, FileHandle directory, String name, AttributeChange initial)
            throws VfsException {
        for (int race = 0; ; race++) {
            try {
                return create(caller, directory, name, new CreateMode.Guarded(), initial);
            } catch (VfsException refused) {
                if (refused.error() != VfsError.EXIST || race == MAX_RACES) {
                    throw refused;
                }
            }
            try {
                return taken(directory, names.lookup(caller, directory, name));
            } catch (VfsException refused) {
                if (refused.error() != VfsError.NOENT) {
                    throw refused;
                }
            }
        }
    }

    private Created taken(FileHandle directory, Entry entry) throws VfsException {
        switch (entry.attributes().type()) {
            case REGULAR -> {
                long change = names.getAttributes(directory).change();
                return new Created(entry, new DirectoryChange(false, change, change), true);
            }
            case DIRECTORY -> throw new VfsException(VfsError.ISDIR);
            case SYMLINK -> throw new VfsException(VfsError.SYMLINK);
            default -> throw new VfsException(VfsError.INVAL);
        }
    }

    private Created create(Caller caller, FileHandle directory, String name, CreateMode mode, AttributeChange initial)
            throws VfsException {
        Opaque owner = table.newOwner();
        OPEN4.How how = how(mode, initial);
        OPEN4.Claim claim = new OPEN4.Claim.Null(NfsNames.checked(name));
        long epoch = client.stateEpoch();
        List<Nfs4Args> way = List.of(FileTable.putfh(directory));
        Made made = call(caller, way, OPEN4.SHARE_ACCESS_BOTH, owner, how, claim, true, reply -> {
            OPEN4.Ok opened = reply.skip(OpCode.PUTFH).result(OpCode.OPEN, OPEN4.Ok.class);
            Entry entry = NfsNames.entry(reply);
            return new Made(entry, NfsNames.directoryChange(opened.change()), opened.stateid());
        });
        boolean existed = mode instanceof CreateMode.Exclusive && made.parent.before() == made.parent.after();
        NfsOpenFile open = register(caller, made.entry.handle(), OPEN4.SHARE_ACCESS_BOTH, owner, made.stateid, epoch);
        grants.created(open, made.entry.attributes());
        return new Created(made.entry, made.parent, existed);
    }

    /** @param way the operations that make the file the current one, whose results {@code passed} passes over */
    private Opened openCurrent(
            Caller caller, int share, Opaque owner, List<? extends Nfs4Args> way, ReplyReader<Reply> passed)
            throws VfsException {
        return call(caller, way, share, owner, new OPEN4.How.NoCreate(), new OPEN4.Claim.Fh(), false, reply -> {
            OPEN4.Ok opened = passed.read(reply).result(OpCode.OPEN, OPEN4.Ok.class);
            return new Opened(opened.stateid(), AttributeCodec.read(reply.ok(OpCode.GETATTR)));
        });
    }

    /**
     * From here on the open is claimed again after a restart. One that happened since the server's answer may have missed it;
     * then it is opened once more.
     */
    private NfsOpenFile register(
            Caller caller, FileHandle handle, int share, Opaque owner, Stateid4 stateid, long epoch)
            throws VfsException {
        NfsOpenFile open = table.open(handle, file -> new NfsOpenFile(file, caller, share, owner, stateid, closer));
        if (client.stateEpoch() != epoch) {
            try {
                List<Nfs4Args> way = List.of(FileTable.putfh(handle));
                open.stateid(openCurrent(Caller.ROOT, share, owner, way, reply -> reply.skip(OpCode.PUTFH)).stateid);
            } catch (VfsException gone) {
                table.remove(open);
                throw gone;
            }
        }
        return open;
    }

    private <R> R call(
            Caller caller,
            List<? extends Nfs4Args> way,
            int share,
            Opaque owner,
            OPEN4.How how,
            OPEN4.Claim claim,
            boolean withHandle,
            ReplyReader<R> reader)
            throws VfsException {
        GETATTR4.Args attributes = new GETATTR4.Args(AttributeCodec.WANTED);
        try {
            return client.call(
                    caller,
                    true,
                    () -> {
                        OPEN4.Args open = new OPEN4.Args(
                                0, share, OPEN4.SHARE_DENY_NONE, new StateOwner4(client.clientId(), owner), how, claim);
                        List<Nfs4Args> operations = new ArrayList<>(way);
                        operations.add(open);
                        if (withHandle) {
                            operations.add(new NoArgs(OpCode.GETFH));
                        }
                        operations.add(attributes);
                        return operations;
                    },
                    Calls.NOTHING,
                    reader);
        } catch (Nfs4Exception refused) {
            throw refused.status() == Nfs4Status.WRONG_TYPE ? new VfsException(VfsError.INVAL) : Errors.of(refused);
        } catch (IOException failed) {
            throw NfsNames.translated(failed);
        }
    }

    private static OPEN4.How how(CreateMode mode, AttributeChange initial) {
        AttributeChange all =
                initial.mode().isPresent() ? initial : initial.withMode(OptionalInt.of(MODE_OF_ITS_OWNER));
        return switch (mode) {
            case CreateMode.Exclusive(long verifier) -> new OPEN4.How.Exclusive41(verifier, AttributeCodec.change(all));
            case CreateMode.Guarded() -> new OPEN4.How.Guarded(AttributeCodec.change(all));
            case CreateMode.Unchecked() -> new OPEN4.How.Unchecked(AttributeCodec.change(all));
        };
    }

    private static int share(OpenIntent intent) {
        return (intent.reads() ? OPEN4.SHARE_ACCESS_READ : 0) | (intent.writes() ? OPEN4.SHARE_ACCESS_WRITE : 0);
    }
}
