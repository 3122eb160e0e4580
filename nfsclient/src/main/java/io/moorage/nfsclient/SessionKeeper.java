package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.BIND_CONN_TO_SESSION4;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.op.CallbackSecParms4;
import io.moorage.nfswire.op.ChannelAttrs4;
import io.moorage.nfswire.op.DESTROY_CLIENTID4;
import io.moorage.nfswire.op.DESTROY_SESSION4;
import io.moorage.nfswire.op.EXCHANGE_ID4;
import io.moorage.nfswire.op.GETATTR4;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.RECLAIM_COMPLETE4;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.vfs.Caller;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who this client is to the server, and how its sessions come to be (RFC 8881 sections 2.4, 2.10.3, 8.4.2). Used by one thread at a
 * time; only the getters are for all.
 */
final class SessionKeeper {
    private static final System.Logger LOG = System.getLogger(SessionKeeper.class.getName());

    private static final int CONNECT_MILLIS = 5000;
    private static final int SLOTS = 64;
    private static final int MAX_OPERATIONS = 16;
    private static final int CACHED_REPLY_BYTES = 8 << 10;
    private static final int BACK_CHANNEL_BYTES = 4096;
    private static final int MAX_TRIES = 20;
    private static final int FORE_CHANNEL = 1;

    private final NfsClientConfig config;
    private final Messages messages;
    private final Recoverable state;

    private volatile long clientId;
    private final AtomicLong stateEpoch = new AtomicLong();
    /** The last epoch that began with the server refusing what was held before; 0 when none did. */
    private volatile long givenUpEpoch;

    private volatile Duration lease = Duration.ofSeconds(30);

    /** The client id was confirmed by a session once. */
    private boolean confirmed;

    private int createSequence;

    /** State under the current client id was not yet claimed to the end. */
    private boolean reclaimDue;

    SessionKeeper(NfsClientConfig config, Messages messages, Recoverable state) {
        this.config = config;
        this.messages = messages;
        this.state = state;
    }

    long clientId() {
        return clientId;
    }

    long stateEpoch() {
        return stateEpoch.get();
    }

    /** Whether the server gave this client up, fenced or expired, after the epoch. */
    boolean givenUpSince(long epoch) {
        return givenUpEpoch > epoch;
    }

    Duration lease() {
        return lease;
    }

    RpcConnection connect() throws IOException {
        InetSocketAddress server = config.server();
        return RpcConnection.connect(server, CONNECT_MILLIS, config.security());
    }

    /** A session with everything this client holds claimed again, whatever became of the earlier one. */
    Session establish(RpcConnection way) throws IOException {
        Session session = confirmed ? sessionOfKnownClient(way) : null;
        if (session == null) {
            exchangeId(way);
            session = createSession(way);
        }
        if (reclaimDue) {
            claimAgain(new RecoveryCalls(messages, way, session, clientId));
            reclaimDue = false;
        }
        return session;
    }

    /** Whether a session lives on, now also over a new connection (RFC 8881 section 18.34). */
    boolean bind(RpcConnection way, Session session) throws IOException {
        try {
            plain(
                    way,
                    new BIND_CONN_TO_SESSION4.Args(session.id(), FORE_CHANNEL, false),
                    reply -> reply.result(OpCode.BIND_CONN_TO_SESSION, BIND_CONN_TO_SESSION4.Ok.class));
            return true;
        } catch (Nfs4Exception refused) {
            return switch (refused.status()) {
                case BADSESSION, DEADSESSION, STALE_CLIENTID -> false;
                default -> true;
            };
        }
    }

    /** Best effort within the connection's life: an unreachable server finds out by the lease. */
    void destroy(RpcConnection way, Session session) {
        try {
            plain(way, new DESTROY_SESSION4.Args(session.id()), reply -> reply.skip(OpCode.DESTROY_SESSION));
            plain(way, new DESTROY_CLIENTID4.Args(clientId), reply -> reply.skip(OpCode.DESTROY_CLIENTID));
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "the session was not ended", gone);
        }
    }

    private void claimAgain(RecoveryCalls calls) throws IOException {
        boolean first = stateEpoch.get() == 1;
        if (!first && !state.reclaim(calls)) {
            givenUpEpoch = stateEpoch.get();
        }
        try {
            calls.call(
                    Caller.ROOT,
                    true,
                    () -> List.of(new RECLAIM_COMPLETE4.Args(false)),
                    Calls.NOTHING,
                    reply -> reply.skip(OpCode.RECLAIM_COMPLETE));
        } catch (Nfs4Exception refused) {
            if (refused.status() != Nfs4Status.COMPLETE_ALREADY) {
                throw refused;
            }
        }
        lease = readLease(calls).orElse(lease);
        if (!first) {
            state.resend(calls);
        }
    }

    /** Empty for a client that is denied everything: it is to hear so from what it asks for itself. */
    private static Optional<Duration> readLease(Calls calls) throws IOException {
        try {
            return Optional.of(calls.call(
                    Caller.ROOT,
                    false,
                    () -> List.of(new NoArgs(OpCode.PUTROOTFH), new GETATTR4.Args(Bitmap4.of(Attribute.LEASE_TIME))),
                    Calls.NOTHING,
                    reply -> {
                        reply.skip(OpCode.PUTROOTFH);
                        Fattr4 attributes =
                                reply.result(OpCode.GETATTR, GETATTR4.Ok.class).attributes();
                        return Duration.ofSeconds(Math.max(1, attributes.parse().get(Attribute.LEASE_TIME)));
                    }));
        } catch (Nfs4Exception refused) {
            if (refused.status() != Nfs4Status.ACCESS) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /** A session under the client id there is; null when the server knows that no longer. */
    private @Nullable Session sessionOfKnownClient(RpcConnection way) throws IOException {
        try {
            return createSession(way);
        } catch (Nfs4Exception refused) {
            LOG.log(System.Logger.Level.INFO, "a new client id is needed: {0}", refused.status());
            return null;
        }
    }

    private void exchangeId(RpcConnection way) throws IOException {
        Opaque name = Opaque.of(config.clientName().getBytes(StandardCharsets.UTF_8));
        EXCHANGE_ID4.Args args = new EXCHANGE_ID4.Args(
                config.incarnation(), name, EXCHANGE_ID4.FLAG_USE_NON_PNFS, EXCHANGE_ID4.StateProtect.SP4_NONE, null);
        EXCHANGE_ID4.Ok answer = plain(way, args, reply -> reply.result(OpCode.EXCHANGE_ID, EXCHANGE_ID4.Ok.class));
        boolean known =
                confirmed && answer.clientId() == clientId && (answer.flags() & EXCHANGE_ID4.FLAG_CONFIRMED_R) != 0;
        createSequence = answer.sequence();
        if (!known) {
            clientId = answer.clientId();
            confirmed = false;
            stateEpoch.incrementAndGet();
            reclaimDue = true;
        }
    }

    private Session createSession(RpcConnection way) throws IOException {
        ChannelAttrs4 fore =
                new ChannelAttrs4(0, Nfs4Limits.RECORD, Nfs4Limits.RECORD, CACHED_REPLY_BYTES, MAX_OPERATIONS, SLOTS);
        ChannelAttrs4 back = new ChannelAttrs4(0, BACK_CHANNEL_BYTES, BACK_CHANNEL_BYTES, 0, 2, 1);
        CREATE_SESSION4.Args args =
                new CREATE_SESSION4.Args(clientId, createSequence, 0, fore, back, 0, new CallbackSecParms4());
        CREATE_SESSION4.Ok answer =
                plain(way, args, reply -> reply.result(OpCode.CREATE_SESSION, CREATE_SESSION4.Ok.class));
        createSequence = answer.sequence() + 1;
        confirmed = true;
        int slots = Math.clamp(answer.fore().maxRequests(), 1, SLOTS);
        return new Session(answer.session(), slots);
    }

    /** A COMPOUND of one operation outside any session. */
    private <R> R plain(RpcConnection way, Nfs4Args operation, ReplyReader<R> reader) throws IOException {
        Pause pause = Pause.forServer();
        for (int tries = 1; ; tries++) {
            Exchange<R> exchange = new Exchange<>(messages.nextXid(), false, reader);
            ByteBuffer message = messages.compound(exchange.xid(), Caller.ROOT, null, List.of(operation));
            try {
                way.exchange(exchange, message, Calls.NOTHING);
            } finally {
                messages.give(message);
            }
            try {
                return exchange.value();
            } catch (Nfs4Exception refused) {
                if (refused.status() != Nfs4Status.DELAY || tries == MAX_TRIES) {
                    throw refused;
                }
                pause.take();
            }
        }
    }
}
