package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.BACKCHANNEL_CTL4;
import java.io.IOException;

/** Changes the back channel, which is never used (RFC 8881 section 18.33). */
final class BACKCHANNEL_CTL implements Operation<BACKCHANNEL_CTL4.Args> {

    @Override
    public Nfs4Result execute(BACKCHANNEL_CTL4.Args args, Compound compound) throws IOException {
        return Nfs4Result.VOID;
    }
}
