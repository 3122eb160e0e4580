package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.RENAME4;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Moves a name from the saved directory to the current one (RFC 7530 section 16.27). */
final class RENAME implements Operation<RENAME4.Args> {
    private final VirtualFileSystem files;

    RENAME(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(RENAME4.Args args, Compound compound) throws IOException {
        FileHandle to = compound.current();
        FileHandle from = compound.saved(Nfs4Status.NOFILEHANDLE);
        Types.requireDirectory(compound);
        Types.requireDirectory(files.typeOf(from));
        String oldName = Names.check(args.oldName());
        String newName = Names.check(args.newName());
        compound.changesFiles();
        VirtualFileSystem.Renamed renamed = rename(compound, from, oldName, to, newName);
        compound.changed();
        return new RENAME4.Ok(Changes.of(renamed.from()), Changes.of(renamed.to()));
    }

    /** RFC 7530 section 16.27.4: a target of another kind, or not empty, is NFS4ERR_EXIST. */
    private VirtualFileSystem.Renamed rename(
            Compound compound, FileHandle from, String oldName, FileHandle to, String newName) throws IOException {
        try {
            return files.rename(compound.caller(), from, oldName, to, newName);
        } catch (VfsException e) {
            throw switch (e.error()) {
                case NOTEMPTY, ISDIR, NOTDIR -> new Nfs4Exception(Nfs4Status.EXIST);
                default -> e;
            };
        }
    }
}
