package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.NoArgs;
import java.io.IOException;

/** Makes the saved file handle the current one (RFC 7530 section 16.29). */
final class RESTOREFH implements Operation<NoArgs> {

    @Override
    public Nfs4Result execute(NoArgs args, Compound compound) throws IOException {
        compound.restore();
        return Nfs4Result.VOID;
    }
}
