package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Sessions;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.BIND_CONN_TO_SESSION4;
import java.io.IOException;

/** Adds the connection to a session, which any connection may use anyway (RFC 8881 section 18.34). */
final class BIND_CONN_TO_SESSION implements Operation<BIND_CONN_TO_SESSION4.Args> {
    private static final int FORE = 1;
    private static final int BACK = 2;
    private static final int BOTH = 3;
    private static final int FORE_OR_BOTH = 3;
    private static final int BACK_OR_BOTH = 7;

    private final Sessions sessions;

    BIND_CONN_TO_SESSION(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Nfs4Result execute(BIND_CONN_TO_SESSION4.Args args, Compound compound) throws IOException {
        sessions.check(args.session());
        int bound =
                switch (args.direction()) {
                    case FORE, FORE_OR_BOTH -> FORE;
                    case BACK -> BACK;
                    case BACK_OR_BOTH -> BOTH;
                    default -> throw new Nfs4Exception(Nfs4Status.BADXDR, "direction " + args.direction());
                };
        return new BIND_CONN_TO_SESSION4.Ok(args.session(), bound, false);
    }
}
