package io.moorage.nfsserver.state;

import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsLimits;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.vfs.FileHandle;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this package's classes share. Everything here, and everything reached from here, is guarded by this object's monitor,
 * which is never held during I/O.
 */
final class StateTables {
    final InstantSource clock;
    final LeaseConfig lease;
    final NfsLimits limits;
    final RecoveryJournal journal;
    final Grace grace;
    final Debts debts;

    /** Every client that is not gone, confirmed or not. */
    final Map<Long, Client> clients = new HashMap<>();

    /** Invariant: in {@code clients}, confirmed, at most one incarnation each. */
    final Map<ClientKey, Client> confirmed = new HashMap<>();

    /** Invariant: in {@code clients}, not confirmed, at most one incarnation each; the oldest first. */
    final Map<ClientKey, Client> unconfirmed = new LinkedHashMap<>();

    final Map<SessionId4, Session> sessions = new HashMap<>();

    /** Invariant: what the slots of {@code sessions} have room for. */
    int keptReplyBytes;

    /** Invariant: a file is here while something of it is open or locked. */
    final Map<FileHandle, FileState> files = new HashMap<>();

    private final int boot;
    private int clientNumbers;

    StateTables(InstantSource clock, LeaseConfig lease, NfsLimits limits, RecoveryJournal journal) {
        this.clock = clock;
        this.lease = lease;
        this.limits = limits;
        this.journal = journal;
        this.boot = journal.boot();
        this.grace = new Grace(journal.unreclaimed(), lease, clock.instant());
        this.debts = new Debts(this, journal);
    }

    /** Whether a client may get, or take back, an open or a lock now. */
    void admit(Client client, boolean reclaim) throws Nfs4Exception {
        grace.admit(client, reclaim);
        if (!reclaim) {
            debts.requireNone();
        }
    }

    Instant now() {
        return clock.instant();
    }

    Aftermath aftermath() {
        return new Aftermath(debts);
    }

    Client newClient(ClientKey key, long verifier, Principal principal, InetAddress origin, Aftermath aftermath)
            throws Nfs4Exception {
        if (clients.size() >= limits.clients() && !unconfirmed.isEmpty()) {
            drop(unconfirmed.values().iterator().next(), aftermath);
        }
        if (clients.size() >= limits.clients()) {
            throw new Nfs4Exception(key.minorVersion() == 0 ? Nfs4Status.RESOURCE : Nfs4Status.DELAY, "many clients");
        }
        long id = ((long) boot << 32) | ++clientNumbers;
        Client client = new Client(id, key, verifier, principal, origin, now(), limits);
        clients.put(id, client);
        return client;
    }

    /** The client of a client id that was confirmed, renewed by being named. */
    Client confirmedClient(long id, int minorVersion) throws Nfs4Exception {
        Client client = clients.get(id);
        if (client == null || !client.confirmed || client.key.minorVersion() != minorVersion) {
            throw new Nfs4Exception(
                    isOfThisBoot(id) && client == null ? Nfs4Status.EXPIRED : Nfs4Status.STALE_CLIENTID);
        }
        client.renewed = now();
        return client;
    }

    /** True for every client id this start has given out. */
    boolean isOfThisBoot(long id) {
        return (int) (id >>> 32) == boot && Integer.compareUnsigned((int) id, clientNumbers) <= 0 && (int) id != 0;
    }

    /**
     * The state a stateid names, whatever its seqid, renewed by being named.
     *
     * @param speaker NFSv4.1: the session's client, whose stateids alone are good; NFSv4.0: null
     */
    State state(Stateid4 stateid, @Nullable Client speaker) throws Nfs4Exception {
        Client client = clients.get(stateid.high());
        if (client == null) {
            throw new Nfs4Exception(absent(stateid, speaker));
        }
        if (speaker == null ? client.key.minorVersion() != 0 : client != speaker) {
            throw new Nfs4Exception(Nfs4Status.BAD_STATEID);
        }
        State state = client.states.get(stateid.low());
        if (state == null) {
            throw new Nfs4Exception(Nfs4Status.BAD_STATEID);
        }
        client.renewed = now();
        return state;
    }

    private Nfs4Status absent(Stateid4 stateid, @Nullable Client speaker) {
        if (stateid.isSpecial()) {
            return Nfs4Status.BAD_STATEID;
        }
        if (isOfThisBoot(stateid.high())) {
            return speaker == null ? Nfs4Status.EXPIRED : Nfs4Status.BAD_STATEID;
        }
        return speaker == null ? Nfs4Status.STALE_STATEID : Nfs4Status.BAD_STATEID;
    }

    /** RFC 7530 section 9.1.4, RFC 8881 section 8.2.2: is it the latest, and of this file and alive? */
    static void checkCurrent(State state, Stateid4 stateid, FileHandle file) throws Nfs4Exception {
        if (!state.file.handle.equals(file) || (state instanceof OpenState open && open.closed)) {
            throw new Nfs4Exception(Nfs4Status.BAD_STATEID);
        }
        checkSeqid(state, stateid);
    }

    static void checkSeqid(State state, Stateid4 stateid) throws Nfs4Exception {
        boolean anySeqid = stateid.seqid() == 0 && state.client.key.minorVersion() > 0;
        int behind = state.seqid() - stateid.seqid();
        if (!anySeqid && behind != 0) {
            throw new Nfs4Exception(behind > 0 ? Nfs4Status.OLD_STATEID : Nfs4Status.BAD_STATEID);
        }
    }

    FileState file(FileHandle handle) {
        return files.computeIfAbsent(handle, FileState::new);
    }

    void forgetIfUnused(FileState file) {
        if (file.isUnused()) {
            files.remove(file.handle);
        }
    }

    /** Ends an open with its locks. */
    void close(OpenState open, Aftermath aftermath) {
        for (LockState lock : open.locks.toArray(LockState[]::new)) {
            free(lock);
        }
        open.closed = true;
        open.client.holdings.closed(open.uid);
        open.file.opens.remove(open);
        open.owner.opens.remove(open);
        open.releaseFiles(aftermath);
        forgetIfUnused(open.file);
    }

    void free(LockState lock) {
        lock.client.holdings.locked(-lock.ranges.size());
        lock.client.states.remove(lock.number);
        lock.open().locks.remove(lock);
        lock.file.locks.remove(lock);
        lock.owner.states.remove(lock);
        if (lock.owner.states.isEmpty()) {
            lock.client.lockOwners.remove(lock.owner.name);
        }
        forgetIfUnused(lock.file);
    }

    /** A session that its client has no longer. */
    void forget(Session session) {
        sessions.remove(session.id);
        keptReplyBytes -= session.keptReplyBytes();
    }

    /** Ends a client with all it has. */
    void drop(Client client, Aftermath aftermath) {
        client.gone = true;
        clients.remove(client.id);
        confirmed.remove(client.key, client);
        unconfirmed.remove(client.key, client);
        client.sessions.forEach(this::forget);
        for (State state : client.states.values().toArray(State[]::new)) {
            if (state instanceof OpenState open && !open.closed) {
                close(open, aftermath);
            }
        }
        aftermath.forget(client);
    }
}
