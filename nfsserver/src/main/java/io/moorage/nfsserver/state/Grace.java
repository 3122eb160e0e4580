package io.moorage.nfsserver.state;

import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The time after a restart in which clients take back what they held and nothing else is granted (RFC 7530 section 9.6.2,
 * RFC 8881 section 8.4.2). Guarded by {@link StateTables}.
 */
final class Grace {
    private final Instant end;

    /** Who held opens before the restart: only they may reclaim. */
    private final Set<ClientKey> recorded;

    /** Of those, who has not said to be done; grace ends when nobody is left. */
    private final Set<ClientKey> awaited;

    /** It is to end, which it does when those who have not come back are forgotten on disk. */
    private boolean ending;

    private boolean over;

    Grace(Set<ClientKey> recorded, LeaseConfig lease, Instant now) {
        this.recorded = new HashSet<>(recorded);
        this.awaited = new HashSet<>(recorded);
        this.end = now.plus(lease.grace());
        this.over = recorded.isEmpty();
    }

    boolean active() {
        return !over;
    }

    void done(Set<ClientKey> keys) {
        awaited.removeAll(keys);
    }

    /** These were shut out: they reclaim no more. */
    void exclude(Set<ClientKey> keys) {
        recorded.removeAll(keys);
        awaited.removeAll(keys);
    }

    /** Begins its end when its time has come. */
    void check(Instant now, Aftermath aftermath) {
        if (!over && !ending && (awaited.isEmpty() || !now.isBefore(end))) {
            ending = true;
            aftermath.graceEnds();
        }
    }

    /** Whoever has not come back is recorded no more. */
    void end() {
        over = true;
    }

    /** RFC 7530 section 9.6.2: no new state while someone may take back older, and no taking back after that. */
    void admit(Client client, boolean reclaim) throws Nfs4Exception {
        if (reclaim) {
            if (over || client.reclaimComplete || !recorded.contains(client.key)) {
                throw new Nfs4Exception(Nfs4Status.NO_GRACE);
            }
        } else if (!over || (client.key.minorVersion() > 0 && !client.reclaimComplete)) {
            // RFC 8881 section 18.51.3: a client says first that it has nothing (more) to reclaim.
            throw new Nfs4Exception(Nfs4Status.GRACE);
        }
    }
}
