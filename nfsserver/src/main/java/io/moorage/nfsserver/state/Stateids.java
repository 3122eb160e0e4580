package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;

/** NFSv4.1's questions about stateids as such (RFC 8881 sections 18.38 and 18.48). */
public final class Stateids {
    private final StateTables tables;

    Stateids(StateTables tables) {
        this.tables = tables;
    }

    public Nfs4Status test(Stateid4 stateid, Client speaker) {
        if (stateid.isSpecial()) {
            return Nfs4Status.BAD_STATEID;
        }
        synchronized (tables) {
            try {
                StateTables.checkSeqid(tables.state(stateid, speaker), stateid);
                return Nfs4Status.OK;
            } catch (Nfs4Exception e) {
                return e.status();
            }
        }
    }

    /** Frees a lock stateid without locks; an open's is freed by CLOSE alone. */
    public void free(Stateid4 stateid, Client speaker) throws Nfs4Exception {
        synchronized (tables) {
            State state = tables.state(stateid, speaker);
            StateTables.checkSeqid(state, stateid);
            if (!(state instanceof LockState lock) || !lock.ranges.isEmpty()) {
                throw new Nfs4Exception(Nfs4Status.LOCKS_HELD);
            }
            tables.free(lock);
        }
    }
}
