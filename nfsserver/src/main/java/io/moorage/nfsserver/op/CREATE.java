package io.moorage.nfsserver.op;

import io.moorage.nfsserver.Dialect;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.Specdata4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Created;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Makes an object that is no regular file (RFC 7530 section 16.4). */
final class CREATE implements Operation<CREATE4.Args> {
    private final VirtualFileSystem files;
    private final Dialect dialect;

    CREATE(VirtualFileSystem files, Dialect dialect) {
        this.files = files;
        this.dialect = dialect;
    }

    @Override
    public Nfs4Result execute(CREATE4.Args args, Compound compound) throws IOException {
        FileHandle directory = compound.current();
        Types.requireDirectory(compound);
        NewObject object = object(args.object());
        String name = Names.check(args.name());
        AttributeChange initial = AttributeChanges.of(args.attributes());
        if (initial.size().isPresent()) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "only regular files have a size to set");
        }
        compound.changesFiles();
        Created created = files.createObject(compound.caller(), directory, name, object, initial);
        compound.setCurrent(created.entry().handle(), created.entry().attributes());
        return new CREATE4.Ok(Changes.of(created.parent()), args.attributes().mask());
    }

    private NewObject object(CREATE4.ObjectType type) throws Nfs4Exception {
        return switch (type) {
            case CREATE4.ObjectType.Link(String target) -> {
                if (target.isEmpty()) {
                    throw new Nfs4Exception(Nfs4Status.INVAL, "an empty link");
                }
                yield new NewObject.Symlink(target);
            }
            case CREATE4.ObjectType.Device(NfsFtype4 kind, Specdata4 device) -> {
                if (dialect == Dialect.EFS) {
                    throw new Nfs4Exception(Nfs4Status.PERM, "no devices here");
                }
                long number = ((long) device.major() << 32) | Integer.toUnsignedLong(device.minor());
                yield new NewObject.Device(kind == NfsFtype4.NF4BLK, number);
            }
            case CREATE4.ObjectType.Plain(NfsFtype4 plain) ->
                switch (plain) {
                    case NF4DIR -> new NewObject.Directory();
                    case NF4FIFO -> new NewObject.Fifo();
                    case NF4SOCK -> new NewObject.Socket();
                    default -> throw new Nfs4Exception(Nfs4Status.BADTYPE);
                };
        };
    }
}
