package io.moorage.nfsserver.op;

import io.moorage.nfsserver.View;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.vfs.FileHandle;
import java.io.IOException;

/** Sets the current file handle (RFC 7530 section 16.20). */
final class PUTFH implements Operation<PUTFH4.Args> {
    private final View view;

    PUTFH(View view) {
        this.view = view;
    }

    @Override
    public Nfs4Result execute(PUTFH4.Args args, Compound compound) throws IOException {
        if (args.handle().length() == 0) {
            throw new Nfs4Exception(Nfs4Status.BADHANDLE);
        }
        FileHandle handle = view.unseal(args.handle().bytes());
        compound.setCurrentOfType(handle, view.files().typeOf(handle));
        return Nfs4Result.VOID;
    }
}
