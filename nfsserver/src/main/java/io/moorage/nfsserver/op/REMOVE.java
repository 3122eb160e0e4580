package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.REMOVE4;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Removes a name; what is open stays usable (RFC 7530 section 16.26). */
final class REMOVE implements Operation<REMOVE4.Args> {
    private final VirtualFileSystem files;

    REMOVE(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(REMOVE4.Args args, Compound compound) throws IOException {
        FileHandle directory = compound.current();
        Types.requireDirectory(compound);
        String name = Names.check(args.target());
        compound.changesFiles();
        DirectoryChange change = files.remove(compound.caller(), directory, name);
        compound.changed();
        return new REMOVE4.Ok(Changes.of(change));
    }
}
