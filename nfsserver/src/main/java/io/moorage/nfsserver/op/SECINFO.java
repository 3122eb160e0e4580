package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.SECINFO4;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.util.List;

/** Says how to authenticate for a name (RFC 7530 section 16.31). */
final class SECINFO implements Operation<SECINFO4.Args> {
    static final List<Integer> FLAVORS = List.of(Credential.AUTH_SYS, Credential.AUTH_NONE);

    private final VirtualFileSystem files;

    SECINFO(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(SECINFO4.Args args, Compound compound) throws IOException {
        FileHandle directory = compound.current();
        Types.requireDirectory(compound);
        files.lookup(compound.caller(), directory, Names.check(args.name()));
        if (compound.minorVersion() > 0) {
            compound.consumeCurrent();
        }
        return new SECINFO4.Ok(FLAVORS);
    }
}
