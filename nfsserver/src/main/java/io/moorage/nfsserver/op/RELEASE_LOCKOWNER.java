package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Client;
import io.moorage.nfsserver.state.Clients40;
import io.moorage.nfsserver.state.Locks;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.RELEASE_LOCKOWNER4;
import java.io.IOException;

/** Forgets a lock owner without locks (RFC 7530 section 16.37). */
final class RELEASE_LOCKOWNER implements Operation<RELEASE_LOCKOWNER4.Args> {
    private final Clients40 clients;
    private final Locks locks;

    RELEASE_LOCKOWNER(Clients40 clients, Locks locks) {
        this.clients = clients;
        this.locks = locks;
    }

    @Override
    public Nfs4Result execute(RELEASE_LOCKOWNER4.Args args, Compound compound) throws IOException {
        Client client = clients.client(args.owner().clientId(), compound.address());
        locks.release(client, args.owner().owner());
        return Nfs4Result.VOID;
    }
}
