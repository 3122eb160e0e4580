package io.moorage.nfsserver.state;

import io.moorage.nfsserver.NfsLimits;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import java.util.HashMap;
import java.util.Map;

/** What one client has open and locked, counted against EFS's quotas for clients. Guarded by {@link StateTables}. */
final class Holdings {
    private final NfsLimits limits;

    /** Invariant: of each user with anything open, how many opens; none is 0. */
    private final Map<Integer, Integer> opensByUser = new HashMap<>();

    private int opens;
    private int lockedRanges;

    Holdings(NfsLimits limits) {
        this.limits = limits;
    }

    int opens() {
        return opens;
    }

    int lockedRanges() {
        return lockedRanges;
    }

    /** @throws Nfs4Exception DQUOT when the user may not have another file open */
    void requireRoomForOpen(int uid) throws Nfs4Exception {
        if (opens >= limits.opensPerClient()) {
            throw new Nfs4Exception(Nfs4Status.DQUOT, "too many opens");
        }
        if (opensByUser.size() >= limits.usersPerClient() && !opensByUser.containsKey(uid)) {
            throw new Nfs4Exception(Nfs4Status.DQUOT, "too many users");
        }
    }

    void opened(int uid) {
        opens++;
        opensByUser.merge(uid, 1, Integer::sum);
    }

    void closed(int uid) {
        opens--;
        opensByUser.computeIfPresent(uid, (user, count) -> count == 1 ? null : count - 1);
    }

    /** @throws Nfs4Exception DQUOT when so many further ranges are too many */
    void requireRoomForLocks(int further) throws Nfs4Exception {
        if (further > 0 && lockedRanges + further > limits.locksPerClient()) {
            throw new Nfs4Exception(Nfs4Status.DQUOT, "too many locks");
        }
    }

    /** @param difference negative when ranges were given up */
    void locked(int difference) {
        lockedRanges += difference;
    }
}
