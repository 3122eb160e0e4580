package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Stateids;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.FREE_STATEID4;
import java.io.IOException;

/** Forgets a stateid (RFC 8881 section 18.38). */
final class FREE_STATEID implements Operation<FREE_STATEID4.Args> {
    private final Stateids stateids;

    FREE_STATEID(Stateids stateids) {
        this.stateids = stateids;
    }

    @Override
    public Nfs4Result execute(FREE_STATEID4.Args args, Compound compound) throws IOException {
        stateids.free(compound.resolve(args.stateid()), Speakers.of(compound));
        return Nfs4Result.VOID;
    }
}
