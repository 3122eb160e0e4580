package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Client;
import io.moorage.nfsserver.state.Stateids;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.TEST_STATEID4;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Says which stateids are still good (RFC 8881 section 18.48). */
final class TEST_STATEID implements Operation<TEST_STATEID4.Args> {
    private final Stateids stateids;

    TEST_STATEID(Stateids stateids) {
        this.stateids = stateids;
    }

    @Override
    public Nfs4Result execute(TEST_STATEID4.Args args, Compound compound) throws IOException {
        Client speaker = Speakers.of(compound);
        List<Nfs4Status> statuses = new ArrayList<>(args.stateids().size());
        for (Stateid4 stateid : args.stateids()) {
            statuses.add(stateids.test(stateid, speaker));
        }
        return new TEST_STATEID4.Ok(statuses);
    }
}
