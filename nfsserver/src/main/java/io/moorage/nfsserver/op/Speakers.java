package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Client;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;

/** NFSv4.1's operations of a session's client. */
final class Speakers {
    private Speakers() {}

    static Client of(Compound compound) throws Nfs4Exception {
        Client speaker = compound.speaker();
        if (speaker == null) {
            throw new Nfs4Exception(Nfs4Status.OP_NOT_IN_SESSION);
        }
        return speaker;
    }
}
