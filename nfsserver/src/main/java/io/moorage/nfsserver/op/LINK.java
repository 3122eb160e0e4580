package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.LINK4;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Gives the saved file another name in the current directory (RFC 7530 section 16.9). */
final class LINK implements Operation<LINK4.Args> {
    private final VirtualFileSystem files;

    LINK(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(LINK4.Args args, Compound compound) throws IOException {
        FileHandle directory = compound.current();
        FileHandle file = compound.saved(Nfs4Status.NOFILEHANDLE);
        Types.requireDirectory(compound);
        if (files.getAttributes(file).isDirectory()) {
            throw new Nfs4Exception(Nfs4Status.ISDIR);
        }
        String name = Names.check(args.newName());
        compound.changesFiles();
        DirectoryChange change = files.link(compound.caller(), file, directory, name);
        compound.changed();
        return new LINK4.Ok(Changes.of(change));
    }
}
