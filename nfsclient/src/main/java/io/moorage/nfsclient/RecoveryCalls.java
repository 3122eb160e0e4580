package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.SEQUENCE4;
import io.moorage.vfs.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/** Calls one after another on a session's first slot before anyone else uses it; a broken connection is an exception. */
final class RecoveryCalls implements Calls {
    private static final int SLOT = 0;

    private final Messages messages;
    private final RpcConnection way;
    private final Session session;
    private final long clientId;

    RecoveryCalls(Messages messages, RpcConnection way, Session session, long clientId) {
        this.messages = messages;
        this.way = way;
        this.session = session;
        this.clientId = clientId;
    }

    @Override
    public long clientId() {
        return clientId;
    }

    @Override
    public <R> R call(
            Caller caller,
            boolean once,
            Supplier<List<? extends Nfs4Args>> operations,
            ByteBuffer payload,
            ReplyReader<R> reader,
            Repetition repetition)
            throws IOException {
        Pause pause = Pause.forServer();
        while (true) {
            try {
                return callOnce(caller, once, operations.get(), payload, reader);
            } catch (Nfs4Exception refused) {
                if (refused.status() != Nfs4Status.DELAY && refused.status() != Nfs4Status.GRACE) {
                    throw refused;
                }
                pause.take();
            }
        }
    }

    private <R> R callOnce(
            Caller caller, boolean once, List<? extends Nfs4Args> operations, ByteBuffer payload, ReplyReader<R> reader)
            throws IOException {
        SEQUENCE4.Args sequence =
                new SEQUENCE4.Args(session.id(), session.slots().sequence(SLOT), SLOT, SLOT, once);
        Exchange<R> exchange = new Exchange<>(messages.nextXid(), true, reader);
        ByteBuffer message = messages.compound(exchange.xid(), caller, sequence, operations);
        try {
            way.exchange(exchange, message, payload);
        } finally {
            messages.give(message);
        }
        if (exchange.sequenceStatus() == Nfs4Status.DELAY) {
            throw new Nfs4Exception(Nfs4Status.DELAY);
        }
        if (exchange.sequenceStatus() != Nfs4Status.OK) {
            throw new IOException("the new session is lost: " + exchange.sequenceStatus());
        }
        session.slots().advance(SLOT);
        return exchange.value();
    }
}
