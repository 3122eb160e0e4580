package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.getFh;
import static io.moorage.nfsserver.TestClient.opaque;
import static io.moorage.nfsserver.TestClient.openCreate;
import static io.moorage.nfsserver.TestClient.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.TestClient.Opened;
import io.moorage.nfsserver.TestClient.Results;
import io.moorage.nfsserver.transport.Listener;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.op.BIND_CONN_TO_SESSION4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.op.CallbackSecParms4;
import io.moorage.nfswire.op.EXCHANGE_ID4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RFC 8881 section 2.10.5: two mount targets of a file system say that they are one server, so a client may use one client id
 * and one session over both. Two file systems say that they are two.
 */
class TrunkingTest {
    @TempDir
    Path recovery;

    private TestServer server;
    private InetSocketAddress otherTarget;
    private TestClient client;
    private EXCHANGE_ID4.Ok announced;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(recovery);
        ServerSocketChannel socket = ServerSocketChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        otherTarget = (InetSocketAddress) socket.getLocalAddress();
        Listener listener = server.service.listen(socket, "other");
        assertThat(listener.isOpen()).isTrue();
        client = server.connect();
        client.readySession("client-a", 1);
        announced = client.exchangeId("client-a", 1);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private TestClient throughOtherTarget() throws IOException {
        return new TestClient(otherTarget, InetAddress.getLoopbackAddress());
    }

    /** "If the eir_server_owner ... and eir_server_scope results match, ... the client and server can do session trunking". */
    @Test
    void bothTargetsAreOneServerWithOneClient() throws IOException {
        try (TestClient second = throughOtherTarget()) {
            EXCHANGE_ID4.Ok again = second.exchangeId("client-a", 1);
            assertThat(again.clientId()).isEqualTo(announced.clientId());
            assertThat(again.flags() & EXCHANGE_ID4.FLAG_CONFIRMED_R).isNotZero();
            assertThat(again).isEqualTo(announced);
        }
    }

    /** Section 18.34: "associate the connection with a session"; the slots are the session's, whichever connection they come by. */
    @Test
    void aSessionIsUsedOverBothTargets() throws IOException {
        Opened file = client.opened("o", "f");
        try (TestClient second = throughOtherTarget()) {
            BIND_CONN_TO_SESSION4.Ok bound =
                    Results.ok(second.compound(1, bind(client.sessionId(), 3))).last(BIND_CONN_TO_SESSION4.Ok.class);
            assertThat(bound).isEqualTo(new BIND_CONN_TO_SESSION4.Ok(client.sessionId(), 1, false));
            second.use(client.sessionId(), 0);
            assertThat(second.compound(1, second.inOtherSlot(1, file.file(), getFh()))
                            .status())
                    .isEqualTo(Nfs4Status.OK);
            client.ok41(file.file(), getFh());
            assertThat(second.compound(1, second.inOtherSlot(2, file.file(), new CLOSE4.Args(0, file.stateid())))
                            .status())
                    .as("what one connection opened the other closes")
                    .isEqualTo(Nfs4Status.OK);
        }
    }

    /** Section 2.10.5: "client ID trunking": another session of the same client, which sees the same opens. */
    @Test
    void aClientHasASessionOverEachTarget() throws IOException {
        Opened file = client.opened("o", "f");
        try (TestClient second = throughOtherTarget()) {
            EXCHANGE_ID4.Ok again = second.exchangeId("client-a", 1);
            CREATE_SESSION4.Ok created = Results.ok(second.compound(
                            1,
                            new CREATE_SESSION4.Args(
                                    again.clientId(),
                                    again.sequence(),
                                    0,
                                    TestClient.CHANNEL,
                                    TestClient.CHANNEL,
                                    0,
                                    new CallbackSecParms4())))
                    .last(CREATE_SESSION4.Ok.class);
            assertThat(created.session()).isNotEqualTo(client.sessionId());
            second.use(created.session(), 0);
            second.ok41(file.file(), new CLOSE4.Args(0, file.stateid()));
        }
        assertThat(client.status41(root(), getFh())).isEqualTo(Nfs4Status.OK);
        assertThat(server.service.clients()).hasSize(1);
    }

    /** No callbacks are ever made, so a back channel that is asked for in vain is not claimed. */
    @Test
    void aSessionThatIsNotThereIsNotBound() throws IOException {
        try (TestClient second = throughOtherTarget()) {
            assertThat(second.compound(1, bind(new SessionId4(1, 2), 3)).status())
                    .isEqualTo(Nfs4Status.BADSESSION);
            assertThat(second.compound(1, bind(client.sessionId(), 9)).status()).isEqualTo(Nfs4Status.BADXDR);
        }
    }

    /** Section 18.35.4, case 3: another principal may not take a client's name while that holds anything. */
    @Test
    void aStrangerOfTheSameNameIsRefused() throws IOException {
        client.opened("o", "f");
        try (TestClient second = throughOtherTarget().as(1001)) {
            assertThat(second.compound(
                                    1,
                                    new EXCHANGE_ID4.Args(
                                            1, opaque("client-a"), 0, EXCHANGE_ID4.StateProtect.SP4_NONE, null))
                            .status())
                    .isEqualTo(Nfs4Status.CLID_INUSE);
        }
        assertThat(client.status41(root(), getFh())).isEqualTo(Nfs4Status.OK);
    }

    /** Section 18.35.4, case 5: a new incarnation's announcement ends nothing before its first session does. */
    @Test
    void aNewIncarnationOverTheOtherTargetEndsTheOldOneWithItsSession() throws IOException {
        client.opened("o", "f");
        try (TestClient second = throughOtherTarget()) {
            EXCHANGE_ID4.Ok reborn = second.exchangeId("client-a", 2);
            assertThat(reborn.clientId()).isNotEqualTo(announced.clientId());
            assertThat(client.status41(root(), getFh())).isEqualTo(Nfs4Status.OK);
            second.readySession("client-a", 2);
            assertThat(client.status41(root(), getFh())).isEqualTo(Nfs4Status.BADSESSION);
            assertThat(second.status41(root(), openCreate(0, "o", 0, "f"))).isEqualTo(Nfs4Status.OK);
        }
    }

    /** Section 2.10.5: other servers have other owners and know nothing of this one's sessions. */
    @Test
    void anotherFileSystemIsAnotherServer(@TempDir Path elsewhere) throws IOException {
        ManualClock clock = new ManualClock();
        try (NfsServer stranger = new NfsServer(clock, new SecureRandom(), NfsLimits.DEFAULT)) {
            NfsFileSystemService service =
                    stranger.serve("fs-2", TestServer.memory(clock), TestServer.LEASE, elsewhere);
            ServerSocketChannel socket = ServerSocketChannel.open();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress address = (InetSocketAddress) socket.getLocalAddress();
            Listener listener = service.listen(socket, "stranger");
            assertThat(listener.isOpen()).isTrue();
            try (TestClient second = new TestClient(address, InetAddress.getLoopbackAddress())) {
                EXCHANGE_ID4.Ok there = second.exchangeId("client-a", 1);
                assertThat(there.serverMajorId()).isNotEqualTo(announced.serverMajorId());
                assertThat(there.serverScope()).isNotEqualTo(announced.serverScope());
                assertThat(second.compound(1, bind(client.sessionId(), 3)).status())
                        .isEqualTo(Nfs4Status.BADSESSION);
            }
        }
    }

    private static BIND_CONN_TO_SESSION4.Args bind(SessionId4 session, int direction) {
        return new BIND_CONN_TO_SESSION4.Args(session, direction, false);
    }
}
