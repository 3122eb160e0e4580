package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.getFh;
import static io.moorage.nfsserver.TestClient.open;
import static io.moorage.nfsserver.TestClient.openCreate;
import static io.moorage.nfsserver.TestClient.openExisting;
import static io.moorage.nfsserver.TestClient.root;
import static io.moorage.nfsserver.TestClient.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.TestClient.Results;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.Compound4;
import io.moorage.nfswire.op.DESTROY_CLIENTID4;
import io.moorage.nfswire.op.DESTROY_SESSION4;
import io.moorage.nfswire.op.FREE_STATEID4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.LOCKU4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.op.RECLAIM_COMPLETE4;
import io.moorage.nfswire.op.SEQUENCE4;
import io.moorage.nfswire.op.TEST_STATEID4;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NFSv4.1's sessions, slots and state. */
class Nfs41SessionTest {
    @TempDir
    Path recovery;

    private TestServer server;
    private TestClient client;
    private long id;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(recovery);
        client = server.connect();
        id = client.readySession("client-a", 1);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private static CREATE4.Args mkdir(String name) {
        return new CREATE4.Args(new CREATE4.ObjectType.Plain(NfsFtype4.NF4DIR), name, Fattr4.EMPTY);
    }

    /** RFC 8881 section 2.10.6.1: exactly once, also when the reply was lost with its connection. */
    @Test
    void aRepeatedRequestIsAnsweredFromItsSlot() throws IOException {
        Nfs4Args[] request = client.inSession(2, true, root(), mkdir("d"));
        Compound4.Result first = client.compound(1, request);
        assertThat(first.status()).isEqualTo(Nfs4Status.OK);
        try (TestClient reconnected = server.connect()) {
            assertThat(reconnected.compound(1, request)).isEqualTo(first);
        }
        client.use(client.sessionId(), 2);
        assertThat(client.status41(root(), mkdir("d"))).isEqualTo(Nfs4Status.EXIST);
    }

    /** RFC 8881 section 18.46.3: wrong sequences, slots and sessions. */
    @Test
    void wrongSequencesAreRefused() throws IOException {
        assertThat(client.compound(1, client.inSession(3, false, root())).status())
                .isEqualTo(Nfs4Status.SEQ_MISORDERED);
        assertThat(client.compound(1, new SEQUENCE4.Args(client.sessionId(), 1, 9, 9, false))
                        .status())
                .isEqualTo(Nfs4Status.BADSLOT);
        assertThat(client.compound(1, new SEQUENCE4.Args(new SessionId4(1, 2), 1, 0, 0, false))
                        .status())
                .isEqualTo(Nfs4Status.BADSESSION);
        assertThat(client.compound(1, root()).status()).isEqualTo(Nfs4Status.OP_NOT_IN_SESSION);
        assertThat(client.status41(new SEQUENCE4.Args(client.sessionId(), 3, 0, 0, false)))
                .isEqualTo(Nfs4Status.SEQUENCE_POS);
    }

    /** RFC 8881 section 2.10.6.1.3: a reply that was not to be kept cannot be repeated. */
    @Test
    void anUncachedReplyIsNotRepeated() throws IOException {
        Nfs4Args[] request = client.inSession(2, false, root(), getFh());
        client.compound(1, request);
        assertThat(client.compound(1, request).status()).isEqualTo(Nfs4Status.RETRY_UNCACHED_REP);
    }

    /** RFC 7530 section 15.2.5: clients that begin with NFSv4.2 negotiate down. */
    @Test
    void aLaterMinorVersionIsRefused() throws IOException {
        Compound4.Result result = client.compound(2, root());
        assertThat(result.status()).isEqualTo(Nfs4Status.MINOR_VERS_MISMATCH);
        assertThat(result.results()).isEmpty();
    }

    /** RFC 8881 section 16.2.3.1.2: the stateid of the operation before. */
    @Test
    void theCurrentStateidGoesThroughACompound() throws IOException {
        READ4.Ok read = client.ok41(
                        root(),
                        openCreate(0, "o", 0, "f"),
                        write(Stateid4.CURRENT, 0, "abc"),
                        new READ4.Args(Stateid4.CURRENT, 1, 10))
                .last(READ4.Ok.class);
        assertThat(read.data().remaining()).isEqualTo(2);
        assertThat(client.status41(root(), openExisting(0, "o", 0, 3, "f"), new CLOSE4.Args(0, Stateid4.CURRENT)))
                .isEqualTo(Nfs4Status.OK);
        assertThat(client.status41(root(), new READ4.Args(Stateid4.CURRENT, 0, 1)))
                .isEqualTo(Nfs4Status.BAD_STATEID);
    }

    /** RFC 8881 sections 18.16.3 and 18.16.1: open by handle, and no word about delegations unless asked. */
    @Test
    void opensByHandleAndSaysWhyThereIsNoDelegation() throws IOException {
        PUTFH4.Args file =
                client.ok41(root(), openCreate(0, "o", 0, "f"), getFh()).putFh();
        OPEN4.Args byHandle =
                open(0, "o2", 0, 1 | OPEN4.SHARE_ACCESS_WANT_NO_DELEG, new OPEN4.How.NoCreate(), new OPEN4.Claim.Fh());
        OPEN4.Ok opened = client.ok41(file, byHandle).last(OPEN4.Ok.class);
        assertThat(opened.wanted()).isEqualTo(OPEN4.Wanted.NONE);
        assertThat(client.status41(file, write(opened.stateid(), 0, "x"))).isEqualTo(Nfs4Status.OPENMODE);
    }

    /** RFC 8881 section 18.16.3: EXCLUSIVE4_1 takes a repeated create, not another's. */
    @Test
    void exclusiveCreateKnowsItsOwn() throws IOException {
        OPEN4.How mine = new OPEN4.How.Exclusive41(42, Fattr4.EMPTY);
        OPEN4.How others = new OPEN4.How.Exclusive41(43, Fattr4.EMPTY);
        OPEN4.Claim name = new OPEN4.Claim.Null("f");
        assertThat(client.status41(root(), open(0, "o", 0, 3, mine, name))).isEqualTo(Nfs4Status.OK);
        assertThat(client.status41(root(), open(0, "o", 0, 3, mine, name))).isEqualTo(Nfs4Status.OK);
        assertThat(client.status41(root(), open(0, "o", 0, 3, others, name))).isEqualTo(Nfs4Status.EXIST);
    }

    /** RFC 8881 sections 18.38 and 18.48. */
    @Test
    void lockStateidsAreTestedAndFreed() throws IOException {
        Results opened = client.ok41(root(), openCreate(0, "o", 0, "f"), getFh());
        Stateid4 open = opened.get(2, OPEN4.Ok.class).stateid();
        LOCK4.Args lock = new LOCK4.Args(
                LockType4.WRITE_LT,
                false,
                0,
                -1,
                new LOCK4.Locker.NewOwner(0, open, 0, new StateOwner4(0, TestClient.opaque("l"))));
        Stateid4 locked = client.ok41(opened.putFh(), lock).last(LOCK4.Ok.class).stateid();
        assertThat(client.status41(new FREE_STATEID4.Args(locked))).isEqualTo(Nfs4Status.LOCKS_HELD);
        Stateid4 unlocked = client.ok41(
                        opened.putFh(), new LOCKU4.Args(LockType4.WRITE_LT, 0, locked.withSeqid(0), 0, -1))
                .last(LOCKU4.Ok.class)
                .stateid();
        client.ok41(new FREE_STATEID4.Args(unlocked));
        List<Nfs4Status> statuses = client.ok41(new TEST_STATEID4.Args(List.of(open, unlocked)))
                .last(TEST_STATEID4.Ok.class)
                .statuses();
        assertThat(statuses).containsExactly(Nfs4Status.OK, Nfs4Status.BAD_STATEID);
    }

    /** RFC 8881 section 8.3: any SEQUENCE renews; a silent client's session is gone. */
    @Test
    void aSilentClientLosesItsSession() throws IOException {
        server.clock.advance(Duration.ofSeconds(89));
        assertThat(client.status41()).isEqualTo(Nfs4Status.OK);
        server.clock.advance(Duration.ofSeconds(91));
        server.service.expireLapsed();
        assertThat(client.status41()).isEqualTo(Nfs4Status.BADSESSION);
    }

    /** RFC 8881 section 18.36.4: a restarted client's new session frees what it held before. */
    @Test
    void aRestartedClientLosesWhatItHeld() throws IOException {
        client.ok41(root(), openCreate(0, "o", 0, "f"));
        assertThat(server.service.clients()).singleElement().satisfies(c -> assertThat(c.opens())
                .isEqualTo(1));
        try (TestClient restarted = server.connect()) {
            restarted.readySession("client-a", 2);
            assertThat(client.status41()).isEqualTo(Nfs4Status.BADSESSION);
            assertThat(server.service.clients()).singleElement().satisfies(c -> assertThat(c.opens())
                    .isZero());
        }
    }

    /** RFC 8881 sections 18.37 and 18.50: goodbye in order. */
    @Test
    void clientsSayGoodbye() throws IOException {
        assertThat(client.compound(1, new DESTROY_CLIENTID4.Args(id)).status()).isEqualTo(Nfs4Status.CLIENTID_BUSY);
        assertThat(client.compound(1, new DESTROY_SESSION4.Args(client.sessionId()))
                        .status())
                .isEqualTo(Nfs4Status.OK);
        assertThat(client.compound(1, new DESTROY_CLIENTID4.Args(id)).status()).isEqualTo(Nfs4Status.OK);
        assertThat(client.compound(1, new DESTROY_CLIENTID4.Args(id)).status()).isEqualTo(Nfs4Status.STALE_CLIENTID);
        assertThat(server.service.clients()).isEmpty();
    }

    /** RFC 8881 section 18.51.3: once is enough, and before it nothing new is granted. */
    @Test
    void reclaimingEndsOnce() throws IOException {
        assertThat(client.status41(new RECLAIM_COMPLETE4.Args(false))).isEqualTo(Nfs4Status.COMPLETE_ALREADY);
        try (TestClient other = server.connect()) {
            other.session("client-b", 1);
            assertThat(other.status41(root(), openCreate(0, "o", 0, "f"))).isEqualTo(Nfs4Status.GRACE);
        }
    }
}
