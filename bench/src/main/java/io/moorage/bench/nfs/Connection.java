package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.op.CallbackSecParms4;
import io.moorage.nfswire.op.ChannelAttrs4;
import io.moorage.nfswire.op.DESTROY_SESSION4;
import io.moorage.nfswire.op.EXCHANGE_ID4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.RECLAIM_COMPLETE4;
import io.moorage.nfswire.op.SEQUENCE4;
import io.moorage.nfswire.op.SETCLIENTID4;
import io.moorage.nfswire.op.SETCLIENTID_CONFIRM4;
import io.moorage.nfswire.rpc.BufferPool;
import io.moorage.nfswire.rpc.RecordReader;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TCP connection that is an NFS client of its own, with a session of {@link #MAX_DEPTH} slots in NFSv4.1. */
final class Connection implements AutoCloseable {
    static final int MAX_DEPTH = 32;

    private static final int FLUSH_BYTES = 256 << 10;
    private static final int OUT_BYTES = FLUSH_BYTES + Nfs4Limits.RECORD;
    private static final ChannelAttrs4 CHANNEL =
            new ChannelAttrs4(0, Nfs4Limits.RECORD, Nfs4Limits.RECORD, 4096, 16, MAX_DEPTH);

    private final SocketChannel channel;
    private final RecordReader in;
    private final XdrWriter out = new XdrWriter(ByteBuffer.allocateDirect(OUT_BYTES));
    private final Request request;
    private final int minorVersion;
    private final int number;
    private final int[] sequences = new int[MAX_DEPTH];
    private @Nullable SessionId4 session;
    private long clientId;

    private Connection(SocketChannel channel, int minorVersion, int number) {
        this.channel = channel;
        this.minorVersion = minorVersion;
        this.number = number;
        this.request = new Request(out, minorVersion);
        this.in = new RecordReader(new BufferPool(Nfs4Limits.RECORD + BufferPool.SMALL_BYTES, 2), Nfs4Limits.RECORD);
    }

    /** @param number tells it, and its client, from the others to the same server */
    static Connection open(InetSocketAddress server, int minorVersion, int number) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Connection connection = new Connection(channel, minorVersion, number);
        Opaque id = Opaque.of(("bench-" + number).getBytes(StandardCharsets.UTF_8));
        // A verifier that differs from run to run ends what an earlier run of the same name left.
        long verifier = System.nanoTime();
        if (minorVersion == 0) {
            connection.announce40(id, verifier);
        } else {
            connection.announce41(id, verifier);
        }
        return connection;
    }

    private void announce40(Opaque id, long verifier) throws IOException {
        SETCLIENTID4.Ok ok = call(r -> r.add(new SETCLIENTID4.Args(
                        verifier, id, 0, new SETCLIENTID4.ClientAddr4("tcp", "127.0.0.1.0.0"), 0)))
                .first(OpCode.SETCLIENTID, SETCLIENTID4.Ok.class);
        call(r -> r.add(new SETCLIENTID_CONFIRM4.Args(ok.clientId(), ok.verifier())));
        clientId = ok.clientId();
    }

    private void announce41(Opaque id, long verifier) throws IOException {
        EXCHANGE_ID4.Ok client = call(r ->
                        r.add(new EXCHANGE_ID4.Args(verifier, id, 0, EXCHANGE_ID4.StateProtect.SP4_NONE, null)))
                .first(OpCode.EXCHANGE_ID, EXCHANGE_ID4.Ok.class);
        clientId = client.clientId();
        session = call(r -> r.add(new CREATE_SESSION4.Args(
                        clientId, client.sequence(), 0, CHANNEL, CHANNEL, 0, new CallbackSecParms4())))
                .first(OpCode.CREATE_SESSION, CREATE_SESSION4.Ok.class)
                .session();
        callInSession(r -> r.add(new RECLAIM_COMPLETE4.Args(false)));
    }

    int minorVersion() {
        return minorVersion;
    }

    int number() {
        return number;
    }

    long clientId() {
        return clientId;
    }

    /** Adds operations to a request. */
    interface Operations {
        void addTo(Request request) throws IOException;
    }

    /** One COMPOUND outside any session. */
    private Reply call(Operations operations) throws IOException {
        request.begin(0);
        operations.addTo(request);
        request.end();
        flush();
        return Reply.of(record());
    }

    /** One COMPOUND by itself. */
    Reply callInSession(Operations operations) throws IOException {
        begin(0);
        operations.addTo(request);
        request.end();
        flush();
        return Reply.of(record());
    }

    private Request begin(int slot) {
        request.begin(slot);
        SessionId4 mine = session;
        if (mine != null) {
            request.add(new SEQUENCE4.Args(mine, ++sequences[slot], slot, MAX_DEPTH - 1, false));
        }
        return request;
    }

    /**
     * Keeps all streams busy until the deadline, then lets each come to rest.
     *
     * @param deadline by {@link System#nanoTime}
     * @return the units of work done
     */
    long drive(List<Stream> streams, long deadline) throws IOException {
        int underWay = 0;
        for (int slot = 0; slot < streams.size(); slot++) {
            underWay += issue(streams.get(slot), slot);
        }
        flush();
        long units = 0;
        while (underWay > 0) {
            ByteBuffer record = in.next();
            if (record == null) {
                flush();
                fill();
                continue;
            }
            Reply reply = Reply.of(record);
            int slot = reply.xid();
            Stream stream = streams.get(slot);
            units += stream.done(reply);
            underWay--;
            if (!stream.atRest() || System.nanoTime() - deadline < 0) {
                underWay += issue(stream, slot);
            }
        }
        return units;
    }

    private int issue(Stream stream, int slot) throws IOException {
        int start = out.position();
        if (!stream.next(begin(slot))) {
            out.rewind(start);
            sequences[slot]--;
            return 0;
        }
        request.end();
        if (out.position() > FLUSH_BYTES) {
            flush();
        }
        return 1;
    }

    private void flush() throws IOException {
        ByteBuffer written = out.buffer().flip();
        while (written.hasRemaining()) {
            channel.write(written);
        }
        written.clear();
    }

    private ByteBuffer record() throws IOException {
        while (true) {
            ByteBuffer record = in.next();
            if (record != null) {
                return record;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        if (in.fill(channel) < 0) {
            throw new EOFException("the server hung up");
        }
    }

    /** Ends the session. What the client has open ends with its next incarnation, or its lease. */
    @Override
    public void close() throws IOException {
        try (channel) {
            SessionId4 mine = session;
            if (mine != null) {
                call(r -> r.add(new DESTROY_SESSION4.Args(mine)));
            }
        } finally {
            in.close();
        }
    }
}
