package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Goes to a name in the current directory (RFC 7530 section 16.13). */
final class LOOKUP implements Operation<LOOKUP4.Args> {
    private final VirtualFileSystem files;

    LOOKUP(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(LOOKUP4.Args args, Compound compound) throws IOException {
        FileHandle directory = compound.current();
        String name = Names.check(args.name());
        try {
            Entry entry = files.lookup(compound.caller(), directory, name);
            compound.setCurrent(entry.handle(), entry.attributes());
        } catch (VfsException e) {
            throw Types.refined(e, compound);
        }
        return Nfs4Result.VOID;
    }
}
