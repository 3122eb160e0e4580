package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Clients41;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.DESTROY_CLIENTID4;
import java.io.IOException;

/** Ends a client id (RFC 8881 section 18.50). */
final class DESTROY_CLIENTID implements Operation<DESTROY_CLIENTID4.Args> {
    private final Clients41 clients;

    DESTROY_CLIENTID(Clients41 clients) {
        this.clients = clients;
    }

    @Override
    public Nfs4Result execute(DESTROY_CLIENTID4.Args args, Compound compound) throws IOException {
        compound.host().mayBlock();
        clients.destroy(args.clientId());
        return Nfs4Result.VOID;
    }
}
