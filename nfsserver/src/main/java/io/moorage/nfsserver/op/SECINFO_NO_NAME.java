package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.SECINFO4;
import io.moorage.nfswire.op.SECINFO_NO_NAME4;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Says how to authenticate for the current object or its parent (RFC 8881 section 18.45). */
final class SECINFO_NO_NAME implements Operation<SECINFO_NO_NAME4.Args> {
    private static final int CURRENT = 0;
    private static final int PARENT = 1;

    private final VirtualFileSystem files;

    SECINFO_NO_NAME(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(SECINFO_NO_NAME4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        switch (args.style()) {
            case CURRENT -> {}
            case PARENT -> {
                if (file.equals(files.root())) {
                    throw new Nfs4Exception(Nfs4Status.NOENT);
                }
                Types.requireDirectory(compound);
                files.lookupParent(compound.caller(), file);
            }
            default -> throw new Nfs4Exception(Nfs4Status.BADXDR, "style " + args.style());
        }
        compound.consumeCurrent();
        return new SECINFO4.Ok(SECINFO.FLAVORS);
    }
}
