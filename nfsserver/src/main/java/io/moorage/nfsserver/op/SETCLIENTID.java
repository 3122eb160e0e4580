package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Clients40;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.SETCLIENTID4;
import java.io.IOException;

/** Announces a client; its callback is never used (RFC 7530 section 16.33). */
final class SETCLIENTID implements Operation<SETCLIENTID4.Args> {
    private final Clients40 clients;
    private final Realm realm;

    SETCLIENTID(Clients40 clients, Realm realm) {
        this.clients = clients;
        this.realm = realm;
    }

    @Override
    public Nfs4Result execute(SETCLIENTID4.Args args, Compound compound) throws IOException {
        return clients.announce(realm.client(0, args.id()), args.verifier(), compound.principal(), compound.address());
    }
}
