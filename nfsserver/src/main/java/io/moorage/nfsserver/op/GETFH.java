package io.moorage.nfsserver.op;

import io.moorage.nfsserver.View;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.GETFH4;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;

/** Gives the current file handle (RFC 7530 section 16.8). */
final class GETFH implements Operation<NoArgs> {
    private final View view;

    GETFH(View view) {
        this.view = view;
    }

    @Override
    public Nfs4Result execute(NoArgs args, Compound compound) throws IOException {
        return new GETFH4.Ok(Opaque.of(view.seal(compound.current())));
    }
}
