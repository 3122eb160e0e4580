package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.NoArgs;
import java.io.IOException;

/** Saves the current file handle (RFC 7530 section 16.30). */
final class SAVEFH implements Operation<NoArgs> {

    @Override
    public Nfs4Result execute(NoArgs args, Compound compound) throws IOException {
        compound.save();
        return Nfs4Result.VOID;
    }
}
