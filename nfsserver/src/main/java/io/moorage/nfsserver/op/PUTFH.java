package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Sets the current file handle (RFC 7530 section 16.20). */
final class PUTFH implements Operation<PUTFH4.Args> {
    private final VirtualFileSystem files;

    PUTFH(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(PUTFH4.Args args, Compound compound) throws IOException {
        if (args.handle().length() == 0) {
            throw new Nfs4Exception(Nfs4Status.BADHANDLE);
        }
        FileHandle handle = FileHandle.of(args.handle().bytes());
        compound.setCurrentOfType(handle, files.typeOf(handle));
        return Nfs4Result.VOID;
    }
}
