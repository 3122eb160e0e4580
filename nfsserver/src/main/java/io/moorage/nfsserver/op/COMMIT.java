package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.COMMIT4;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Makes the file's UNSTABLE writes durable, all of them (RFC 7530 section 16.3). */
final class COMMIT implements Operation<COMMIT4.Args> {
    private final VirtualFileSystem files;

    COMMIT(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(COMMIT4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Types.requireRegular(compound);
        if (Long.compareUnsigned(args.offset(), ~Integer.toUnsignedLong(args.count())) > 0) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "a range beyond 64 bits");
        }
        compound.changesFiles();
        files.commit(compound.caller(), file);
        return new COMMIT4.Ok(files.writeVerifier());
    }
}
