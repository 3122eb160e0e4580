package io.moorage.nfsserver.state;

import io.moorage.nfsserver.NfsLimits;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.xdr.Opaque;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One incarnation of a client: from its announcement to its next restart, its expiry or its goodbye. */
public final class Client {
    /** The server's boot in the upper half; also the first eight opaque bytes of each of its stateids. */
    final long id;

    final ClientKey key;

    /** Differs between incarnations. */
    final long verifier;

    final Principal principal;
    final InetAddress origin;

    /** Every address it was heard from. */
    final Set<InetAddress> addresses = new HashSet<>();

    /** Invariant: every open and lock state of its, a just closed open too. */
    final Map<Integer, State> states = new HashMap<>();

    final Holdings holdings;

    final Map<Opaque, OpenOwner> openOwners = new HashMap<>();
    final Map<Opaque, LockOwner> lockOwners = new HashMap<>();
    final List<Session> sessions = new ArrayList<>();

    /** SETCLIENTID_CONFIRM must give it back. */
    long confirmVerifier;

    boolean confirmed;

    /** Expired, replaced, destroyed or fenced: nothing is granted any more. */
    boolean gone;

    /** In the recovery journal: it may reclaim after a restart. */
    volatile boolean recorded;

    boolean reclaimComplete;
    Instant renewed;

    /** The sequence the next CREATE_SESSION must have. */
    int createSequence = 1;

    CREATE_SESSION4.@Nullable Ok lastCreated;

    private int stateNumbers;

    Client(
            long id,
            ClientKey key,
            long verifier,
            Principal principal,
            InetAddress origin,
            Instant now,
            NfsLimits limits) {
        this.id = id;
        this.key = key;
        this.verifier = verifier;
        this.principal = principal;
        this.origin = origin;
        this.renewed = now;
        this.holdings = new Holdings(limits);
        addresses.add(origin);
    }

    public long id() {
        return id;
    }

    int nextStateNumber() {
        return ++stateNumbers;
    }

    /** Holds something that its loss would hurt. */
    boolean holdsState() {
        return holdings.opens() > 0;
    }
}
