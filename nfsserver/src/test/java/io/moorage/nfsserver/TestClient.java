package io.moorage.nfsserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.op.CallbackSecParms4;
import io.moorage.nfswire.op.ChannelAttrs4;
import io.moorage.nfswire.op.Compound4;
import io.moorage.nfswire.op.EXCHANGE_ID4;
import io.moorage.nfswire.op.GETFH4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OPEN_CONFIRM4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.nfswire.op.RECLAIM_COMPLETE4;
import io.moorage.nfswire.op.SEQUENCE4;
import io.moorage.nfswire.op.SETCLIENTID4;
import io.moorage.nfswire.op.SETCLIENTID_CONFIRM4;
import io.moorage.nfswire.op.WRITE4;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.nfswire.rpc.RpcCall;
import io.moorage.nfswire.rpc.RpcReply;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An NFS client by hand: says exactly what a test tells it to, and waits at most 20 s for each answer. */
final class TestClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    static final ChannelAttrs4 CHANNEL = new ChannelAttrs4(0, 1 << 20, 1 << 20, 4096, 16, 4);

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private Credential credential = new Credential.Sys(0, "test", 0, 0, new int[0]);
    private int xid;

    /** NFSv4.1's session once {@link #session} made it; one slot is used. */
    private SessionId4 session = new SessionId4(0, 0);

    private int sequence;

    TestClient(InetSocketAddress server, InetAddress from) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(server, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    TestClient as(int uid) {
        credential = new Credential.Sys(0, "test", uid, uid, new int[0]);
        return this;
    }

    SessionId4 sessionId() {
        return session;
    }

    int lastSequence() {
        return sequence;
    }

    /** Goes on in a session that another connection made. */
    void use(SessionId4 id, int lastSequence) {
        session = id;
        sequence = lastSequence;
    }

    /** One COMPOUND, whole. */
    Compound4.Result compound(int minorVersion, Nfs4Args... operations) throws IOException {
        send(minorVersion, operations);
        return receive();
    }

    void send(int minorVersion, Nfs4Args... operations) throws IOException {
        sendRaw(encoded(minorVersion, operations));
    }

    /** A request as it goes over the wire. */
    byte[] encoded(int minorVersion, Nfs4Args... operations) {
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(Nfs4Limits.RECORD));
        out.int32(0);
        RpcCall.nfs(++xid, RpcCall.COMPOUND, credential).encode(out);
        new Compound4.Args("", minorVersion, List.of(operations)).encode(out);
        out.patch(0, 0x80000000 | (out.position() - 4));
        return Arrays.copyOf(out.buffer().array(), out.position());
    }

    Compound4.Result receive() throws IOException {
        XdrReader reply = new XdrReader(receiveRecord());
        RpcReply header = RpcReply.decode(reply);
        assertThat(header.outcome()).isEqualTo(RpcReply.Outcome.SUCCESS);
        return Compound4.Result.decode(reply);
    }

    /** As {@link #inSession}, in the second slot. */
    Nfs4Args[] inOtherSlot(int slotSequence, Nfs4Args... operations) {
        List<Nfs4Args> all = new ArrayList<>(List.of(operations));
        all.addFirst(new SEQUENCE4.Args(session, slotSequence, 1, 3, true));
        return all.toArray(Nfs4Args[]::new);
    }

    /** Whether anything has come that was not received yet. */
    boolean hasReply() throws IOException {
        return in.available() > 0;
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Nothing more will be sent; what is answered may still be received. */
    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    ByteBuffer receiveRecord() throws IOException {
        int length = in.readInt() & 0x7fffffff;
        byte[] record = new byte[length];
        in.readFully(record);
        return ByteBuffer.wrap(record);
    }

    /** The next byte, or -1 when the server closed the connection. */
    int readByte() throws IOException {
        return in.read();
    }

    /** NFSv4.0: the results of operations that all succeed. */
    Results ok40(Nfs4Args... operations) throws IOException {
        return Results.ok(compound(0, operations));
    }

    /** NFSv4.0: the status of a COMPOUND. */
    Nfs4Status status40(Nfs4Args... operations) throws IOException {
        return compound(0, operations).status();
    }

    Compound4.Result in41(Nfs4Args... operations) throws IOException {
        sequence++;
        return compound(1, inSession(sequence, false, operations));
    }

    Results ok41(Nfs4Args... operations) throws IOException {
        return Results.ok(in41(operations));
    }

    Nfs4Status status41(Nfs4Args... operations) throws IOException {
        return in41(operations).status();
    }

    /** The operations behind a SEQUENCE of the session's first slot. */
    Nfs4Args[] inSession(int slotSequence, boolean cacheThis, Nfs4Args... operations) {
        List<Nfs4Args> all = new ArrayList<>(List.of(operations));
        all.addFirst(new SEQUENCE4.Args(session, slotSequence, 0, 3, cacheThis));
        return all.toArray(Nfs4Args[]::new);
    }

    /** Announces and confirms an NFSv4.0 client. */
    long clientId(String name, long verifier) throws IOException {
        SETCLIENTID4.Ok ok = ok40(new SETCLIENTID4.Args(
                        verifier, opaque(name), 0, new SETCLIENTID4.ClientAddr4("tcp", "0.0.0.0.0.0"), 0))
                .last(SETCLIENTID4.Ok.class);
        ok40(new SETCLIENTID_CONFIRM4.Args(ok.clientId(), ok.verifier()));
        return ok.clientId();
    }

    EXCHANGE_ID4.Ok exchangeId(String name, long verifier) throws IOException {
        return Results.ok(compound(
                        1, new EXCHANGE_ID4.Args(verifier, opaque(name), 0, EXCHANGE_ID4.StateProtect.SP4_NONE, null)))
                .last(EXCHANGE_ID4.Ok.class);
    }

    /** Announces an NFSv4.1 client and makes a session, not yet done reclaiming. */
    long session(String name, long verifier) throws IOException {
        EXCHANGE_ID4.Ok client = exchangeId(name, verifier);
        CREATE_SESSION4.Ok created = Results.ok(compound(
                        1,
                        new CREATE_SESSION4.Args(
                                client.clientId(), client.sequence(), 0, CHANNEL, CHANNEL, 0, new CallbackSecParms4())))
                .last(CREATE_SESSION4.Ok.class);
        session = created.session();
        sequence = 0;
        return client.clientId();
    }

    /** A session whose client has nothing to reclaim. */
    long readySession(String name, long verifier) throws IOException {
        long id = session(name, verifier);
        ok41(new RECLAIM_COMPLETE4.Args(false));
        return id;
    }

    static Opaque opaque(String text) {
        return Opaque.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static NoArgs root() {
        return new NoArgs(OpCode.PUTROOTFH);
    }

    static NoArgs getFh() {
        return new NoArgs(OpCode.GETFH);
    }

    static OPEN4.Args openCreate(long clientId, String owner, int seqid, String name) {
        return open(clientId, owner, seqid, 3, new OPEN4.How.Unchecked(Fattr4.EMPTY), new OPEN4.Claim.Null(name));
    }

    static OPEN4.Args openExisting(long clientId, String owner, int seqid, int access, String name) {
        return open(clientId, owner, seqid, access, new OPEN4.How.NoCreate(), new OPEN4.Claim.Null(name));
    }

    static OPEN4.Args open(long clientId, String owner, int seqid, int access, OPEN4.How how, OPEN4.Claim claim) {
        return new OPEN4.Args(seqid, access, 0, new StateOwner4(clientId, opaque(owner)), how, claim);
    }

    static WRITE4.Args write(Stateid4 stateid, long offset, String text) {
        return new WRITE4.Args(
                stateid, offset, StableHow4.FILE_SYNC4, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** NFSv4.1: opens a file that is made if it is missing. */
    Opened opened(String owner, String name) throws IOException {
        Results opened = ok41(root(), openCreate(0, owner, 0, name), getFh());
        return new Opened(opened.putFh(), opened.get(2, OPEN4.Ok.class).stateid());
    }

    /** A file and its open's stateid. */
    record Opened(PUTFH4.Args file, Stateid4 stateid) {}

    /** NFSv4.1: an owner's first lock through an open. */
    static LOCK4.Args lock(LockType4 type, long offset, long length, Stateid4 open, String owner) {
        return new LOCK4.Args(
                type, false, offset, length, new LOCK4.Locker.NewOwner(0, open, 0, new StateOwner4(0, opaque(owner))));
    }

    /** NFSv4.0: opens, confirms, and gives the open's stateid; uses the owner's seqids 1 and 2. */
    Stateid4 confirmedOpen(long clientId, String owner, String name) throws IOException {
        Results opened = ok40(root(), openCreate(clientId, owner, 1, name), getFh());
        OPEN4.Ok open = opened.get(1, OPEN4.Ok.class);
        assertThat(open.flags() & OPEN4.RESULT_CONFIRM).isNotZero();
        return ok40(opened.putFh(), new OPEN_CONFIRM4.Args(open.stateid(), 2))
                .last(OPEN_CONFIRM4.Ok.class)
                .stateid();
    }

    static boolean changed(ChangeInfo4 change) {
        return change.before() != change.after();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A COMPOUND's results by position. */
    record Results(Compound4.Result result) {
        static Results ok(Compound4.Result result) {
            assertThat(result.status())
                    .as(() -> Arrays.toString(result.results().toArray()))
                    .isEqualTo(Nfs4Status.OK);
            return new Results(result);
        }

        <T extends Nfs4Result> T get(int position, Class<T> type) {
            return type.cast(result.results().get(position).body());
        }

        <T extends Nfs4Result> T last(Class<T> type) {
            return type.cast(result.results().getLast().body());
        }

        /** PUTFH of the handle a GETFH at the end gave. */
        PUTFH4.Args putFh() {
            return new PUTFH4.Args(last(GETFH4.Ok.class).handle());
        }
    }
}
