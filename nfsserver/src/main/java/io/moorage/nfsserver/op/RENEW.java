package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Clients40;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.RENEW4;
import java.io.IOException;

/** Renews a lease (RFC 7530 section 16.28). */
final class RENEW implements Operation<RENEW4.Args> {
    private final Clients40 clients;

    RENEW(Clients40 clients) {
        this.clients = clients;
    }

    @Override
    public Nfs4Result execute(RENEW4.Args args, Compound compound) throws IOException {
        clients.renew(args.clientId());
        return Nfs4Result.VOID;
    }
}
