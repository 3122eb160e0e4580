package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.ClientKey;
import io.moorage.nfsserver.state.Clients40;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.SETCLIENTID4;
import java.io.IOException;

/** Announces a client; its callback is never used (RFC 7530 section 16.33). */
final class SETCLIENTID implements Operation<SETCLIENTID4.Args> {
    private final Clients40 clients;

    SETCLIENTID(Clients40 clients) {
        this.clients = clients;
    }

    @Override
    public Nfs4Result execute(SETCLIENTID4.Args args, Compound compound) throws IOException {
        return clients.announce(new ClientKey(0, args.id()), args.verifier(), compound.principal(), compound.address());
    }
}
