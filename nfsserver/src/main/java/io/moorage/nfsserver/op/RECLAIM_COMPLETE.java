package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Clients41;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.RECLAIM_COMPLETE4;
import java.io.IOException;

/** Ends reclaiming; for one file system it says nothing, since none ever moves here (RFC 8881 section 18.51). */
final class RECLAIM_COMPLETE implements Operation<RECLAIM_COMPLETE4.Args> {
    private final Clients41 clients;

    RECLAIM_COMPLETE(Clients41 clients) {
        this.clients = clients;
    }

    @Override
    public Nfs4Result execute(RECLAIM_COMPLETE4.Args args, Compound compound) throws IOException {
        if (args.oneFileSystem()) {
            compound.current();
            return Nfs4Result.VOID;
        }
        compound.host().mayBlock();
        clients.reclaimComplete(Speakers.of(compound));
        return Nfs4Result.VOID;
    }
}
