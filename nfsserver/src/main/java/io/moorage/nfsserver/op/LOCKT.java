package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Client;
import io.moorage.nfsserver.state.Clients40;
import io.moorage.nfsserver.state.Locks;
import io.moorage.nfswire.nfs4.LockDenied4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.LOCKT4;
import io.moorage.vfs.FileHandle;
import java.io.IOException;

/** Tests for a lock in the way (RFC 7530 section 16.11). */
final class LOCKT implements Operation<LOCKT4.Args> {
    private final Clients40 clients;
    private final Locks locks;

    LOCKT(Clients40 clients, Locks locks) {
        this.clients = clients;
        this.locks = locks;
    }

    @Override
    public Nfs4Result execute(LOCKT4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Types.requireRegular(compound);
        Locks.Wish wish = new Locks.Wish(file, args.type(), Locks.Range.of(args.offset(), args.length()), false);
        Client speaker = compound.speaker();
        Client client = speaker != null ? speaker : clients.client(args.owner().clientId(), compound.address());
        LockDenied4 denied = locks.test(wish, client, args.owner().owner());
        if (denied != null) {
            throw new Nfs4Exception(Nfs4Status.DENIED, denied);
        }
        return Nfs4Result.VOID;
    }
}
