package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Clients40;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.SETCLIENTID_CONFIRM4;
import java.io.IOException;

/** Confirms a client id (RFC 7530 section 16.34). */
final class SETCLIENTID_CONFIRM implements Operation<SETCLIENTID_CONFIRM4.Args> {
    private final Clients40 clients;

    SETCLIENTID_CONFIRM(Clients40 clients) {
        this.clients = clients;
    }

    @Override
    public Nfs4Result execute(SETCLIENTID_CONFIRM4.Args args, Compound compound) throws IOException {
        compound.host().mayBlock();
        clients.confirm(args.clientId(), args.verifier(), compound.principal());
        return Nfs4Result.VOID;
    }
}
