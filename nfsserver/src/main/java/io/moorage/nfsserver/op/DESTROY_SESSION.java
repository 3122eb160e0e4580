package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Session;
import io.moorage.nfsserver.state.Sessions;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.DESTROY_SESSION4;
import java.io.IOException;

/** Ends a session (RFC 8881 section 18.37). */
final class DESTROY_SESSION implements Operation<DESTROY_SESSION4.Args> {
    private final Sessions sessions;

    DESTROY_SESSION(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Nfs4Result execute(DESTROY_SESSION4.Args args, Compound compound) throws IOException {
        Session own = compound.session();
        if (own != null && own.id().equals(args.session()) && !compound.isLast()) {
            throw new Nfs4Exception(Nfs4Status.NOT_ONLY_OP);
        }
        sessions.destroy(args.session());
        return Nfs4Result.VOID;
    }
}
