package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Goes to the directory that holds the current one (RFC 7530 section 16.14). */
final class LOOKUPP implements Operation<NoArgs> {
    private final VirtualFileSystem files;

    LOOKUPP(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(NoArgs args, Compound compound) throws IOException {
        FileHandle directory = compound.current();
        Types.requireDirectory(compound);
        if (directory.equals(files.root())) {
            throw new Nfs4Exception(Nfs4Status.NOENT, "the root has no parent");
        }
        Entry entry = files.lookupParent(compound.caller(), directory);
        compound.setCurrent(entry.handle(), entry.attributes());
        return Nfs4Result.VOID;
    }
}
