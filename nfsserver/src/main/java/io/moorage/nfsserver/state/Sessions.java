package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.op.ChannelAttrs4;
import io.moorage.nfswire.op.SEQUENCE4;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** NFSv4.1's sessions (RFC 8881 sections 18.36, 18.37 and 18.46). */
public final class Sessions {
    private static final int MAX_OPERATIONS = 128;
    private static final int MAX_CACHED = 16 << 10;

    /** Less would not hold the smallest useful COMPOUND: SEQUENCE, PUTFH and one more. */
    private static final int MIN_MESSAGE = 256;

    private final StateTables tables;
    private final RandomGenerator random;

    Sessions(StateTables tables, RandomGenerator random) {
        this.tables = tables;
        this.random = random;
    }

    /** What SEQUENCE found. */
    public sealed interface Begun {
        /** A new request: run it, then {@link #finish}. */
        record Fresh(Session session, Slot slot) implements Begun {}

        /** A repetition whose reply is at hand. */
        record Repeated(ByteBuffer reply) implements Begun {}

        /** A repetition whose reply was not to be kept. */
        record Uncached(Session session) implements Begun {}
    }

    public CREATE_SESSION4.Ok create(CREATE_SESSION4.Args args, Principal principal, InetAddress origin)
            throws IOException {
        Aftermath aftermath = tables.aftermath();
        CREATE_SESSION4.Ok ok;
        synchronized (tables) {
            ok = created(args, principal, origin, aftermath);
        }
        aftermath.run();
        return ok;
    }

    private CREATE_SESSION4.Ok created(
            CREATE_SESSION4.Args args, Principal principal, InetAddress origin, Aftermath aftermath)
            throws Nfs4Exception {
        Client client = tables.clients.get(args.clientId());
        if (client == null || client.key.minorVersion() == 0) {
            throw new Nfs4Exception(Nfs4Status.STALE_CLIENTID);
        }
        if (client.lastCreated != null && args.sequence() == client.createSequence - 1) {
            return client.lastCreated;
        }
        if (args.sequence() != client.createSequence) {
            throw new Nfs4Exception(Nfs4Status.SEQ_MISORDERED);
        }
        if (!client.principal.equals(principal)) {
            throw new Nfs4Exception(Nfs4Status.CLID_INUSE);
        }
        if (client.sessions.size() >= tables.limits.sessionsPerClient()) {
            throw new Nfs4Exception(Nfs4Status.NOSPC, "too many sessions");
        }
        ChannelAttrs4 fore = agreed(args.fore());
        ChannelAttrs4 back = agreed(args.back());
        confirm(client, aftermath);
        client.addresses.add(origin);
        Session session = new Session(new SessionId4(client.id, random.nextLong()), client, fore);
        tables.sessions.put(session.id, session);
        client.sessions.add(session);
        client.lastCreated = new CREATE_SESSION4.Ok(session.id, args.sequence(), 0, fore, back);
        client.createSequence++;
        return client.lastCreated;
    }

    /** RFC 8881 section 18.36.4: the first session confirms its client and ends the incarnation before. */
    private void confirm(Client client, Aftermath aftermath) {
        client.renewed = tables.now();
        if (client.confirmed) {
            return;
        }
        Client earlier = tables.confirmed.get(client.key);
        if (earlier != null) {
            tables.drop(earlier, aftermath);
        }
        client.confirmed = true;
        tables.unconfirmed.remove(client.key);
        tables.confirmed.put(client.key, client);
    }

    private ChannelAttrs4 agreed(ChannelAttrs4 wished) throws Nfs4Exception {
        int request = least(wished.maxRequestSize(), Nfs4Limits.RECORD);
        int response = least(wished.maxResponseSize(), Nfs4Limits.RECORD);
        if (request < MIN_MESSAGE || response < MIN_MESSAGE) {
            throw new Nfs4Exception(Nfs4Status.TOOSMALL);
        }
        if (wished.maxOperations() == 0 || wished.maxRequests() == 0) {
            throw new Nfs4Exception(Nfs4Status.INVAL);
        }
        return new ChannelAttrs4(
                0,
                request,
                response,
                least(wished.maxResponseSizeCached(), MAX_CACHED),
                least(wished.maxOperations(), MAX_OPERATIONS),
                least(wished.maxRequests(), tables.limits.slotsPerSession()));
    }

    private static int least(int wished, int most) {
        return Integer.compareUnsigned(wished, most) < 0 ? wished : most;
    }

    /**
     * Begins a request in its slot.
     *
     * @param requestBytes of the whole RPC record
     */
    public Begun begin(SEQUENCE4.Args args, InetAddress heardFrom, int requestBytes, int operations)
            throws Nfs4Exception {
        synchronized (tables) {
            Session session = session(args.session());
            if (Integer.compareUnsigned(args.slot(), session.slots()) >= 0) {
                throw new Nfs4Exception(Nfs4Status.BADSLOT);
            }
            if (Integer.compareUnsigned(args.slot(), args.highestSlot()) > 0) {
                throw new Nfs4Exception(Nfs4Status.BAD_HIGH_SLOT);
            }
            Slot slot = session.slot(args.slot());
            if (args.sequence() == slot.sequence && (slot.busy || slot.sequence != 0)) {
                return repeated(session, slot);
            }
            if (args.sequence() != slot.sequence + 1) {
                throw new Nfs4Exception(Nfs4Status.SEQ_MISORDERED);
            }
            if (slot.busy) {
                throw new Nfs4Exception(Nfs4Status.DELAY);
            }
            check(session, requestBytes, operations);
            checkRoom(args, slot);
            session.client.renewed = tables.now();
            session.client.addresses.add(heardFrom);
            slot.sequence = args.sequence();
            slot.busy = true;
            return new Begun.Fresh(session, slot);
        }
    }

    private static Begun repeated(Session session, Slot slot) throws Nfs4Exception {
        if (slot.busy) {
            throw new Nfs4Exception(Nfs4Status.DELAY);
        }
        ByteBuffer reply = slot.kept();
        return reply == null ? new Begun.Uncached(session) : new Begun.Repeated(reply);
    }

    private static void check(Session session, int requestBytes, int operations) throws Nfs4Exception {
        if (requestBytes > session.fore().maxRequestSize()) {
            throw new Nfs4Exception(Nfs4Status.REQ_TOO_BIG);
        }
        if (operations > session.fore().maxOperations()) {
            throw new Nfs4Exception(Nfs4Status.TOO_MANY_OPS);
        }
    }

    /** Nothing is done before there is room to remember what it led to. */
    private void checkRoom(SEQUENCE4.Args args, Slot slot) throws Nfs4Exception {
        if (args.cacheThis() && slot.roomBytes() == 0 && tables.keptReplyBytes >= tables.limits.keptReplyBytes()) {
            throw new Nfs4Exception(Nfs4Status.DELAY, "many replies are kept");
        }
    }

    /** @param reply to be kept for a repetition, or null */
    public void finish(Slot slot, @Nullable ByteBuffer reply) {
        synchronized (tables) {
            slot.busy = false;
            int grown = slot.keep(reply);
            if (tables.sessions.get(slot.session.id) == slot.session) {
                tables.keptReplyBytes += grown;
            }
        }
    }

    /** Whether the session is there; for BIND_CONN_TO_SESSION. */
    public void check(SessionId4 id) throws Nfs4Exception {
        synchronized (tables) {
            session(id);
        }
    }

    public void destroy(SessionId4 id) throws Nfs4Exception {
        synchronized (tables) {
            Session session = session(id);
            tables.forget(session);
            session.client.sessions.remove(session);
        }
    }

    private Session session(SessionId4 id) throws Nfs4Exception {
        Session session = tables.sessions.get(id);
        if (session == null) {
            throw new Nfs4Exception(Nfs4Status.BADSESSION);
        }
        return session;
    }
}
