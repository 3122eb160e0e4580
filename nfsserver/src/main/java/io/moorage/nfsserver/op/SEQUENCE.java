package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Session;
import io.moorage.nfsserver.state.Sessions;
import io.moorage.nfsserver.state.Slot;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.SEQUENCE4;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Begins a COMPOUND within a slot of a session (RFC 8881 section 18.46). */
final class SEQUENCE implements Operation<SEQUENCE4.Args> {
    private final Sessions sessions;

    SEQUENCE(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Nfs4Result execute(SEQUENCE4.Args args, Compound compound) throws IOException {
        Sessions.Begun begun = sessions.begin(args, compound.address(), compound.requestBytes(), compound.operations());
        return switch (begun) {
            case Sessions.Begun.Fresh(Session session, Slot slot) -> {
                compound.inSession(session, slot, args.cacheThis());
                yield ok(args, session);
            }
            case Sessions.Begun.Repeated(ByteBuffer reply) -> {
                compound.repeats(reply);
                yield Nfs4Result.VOID;
            }
            case Sessions.Begun.Uncached(Session session) -> {
                compound.repeatsUncached(session);
                yield ok(args, session);
            }
        };
    }

    private static SEQUENCE4.Ok ok(SEQUENCE4.Args args, Session session) {
        int highest = session.fore().maxRequests() - 1;
        return new SEQUENCE4.Ok(args.session(), args.sequence(), args.slot(), highest, highest, 0);
    }
}
