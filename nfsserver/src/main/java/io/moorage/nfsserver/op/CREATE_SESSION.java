package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Sessions;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.CREATE_SESSION4;
import java.io.IOException;

/** Makes a session and confirms its client (RFC 8881 section 18.36). */
final class CREATE_SESSION implements Operation<CREATE_SESSION4.Args> {
    private static final int KNOWN_FLAGS =
            CREATE_SESSION4.FLAG_PERSIST | CREATE_SESSION4.FLAG_CONN_BACK_CHAN | CREATE_SESSION4.FLAG_CONN_RDMA;

    private final Sessions sessions;

    CREATE_SESSION(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Nfs4Result execute(CREATE_SESSION4.Args args, Compound compound) throws IOException {
        if ((args.flags() & ~KNOWN_FLAGS) != 0) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "unknown flags");
        }
        compound.host().mayBlock();
        return sessions.create(args, compound.principal(), compound.address());
    }
}
