package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.getFh;
import static io.moorage.nfsserver.TestClient.open;
import static io.moorage.nfsserver.TestClient.openCreate;
import static io.moorage.nfsserver.TestClient.root;
import static io.moorage.nfsserver.TestClient.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.moorage.nfsserver.TestClient.Results;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.nfswire.op.RECLAIM_COMPLETE4;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts, fences and hostile peers. */
class RecoveryAndFenceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final OPEN4.Claim PREVIOUS = new OPEN4.Claim.Previous(0);

    @TempDir
    Path recovery;

    private static OPEN4.Args reclaim(String owner) {
        return open(0, owner, 0, 3, new OPEN4.How.NoCreate(), PREVIOUS);
    }

    /** RFC 8881 section 8.4.2: after a restart who held opens takes them back, nobody else gets any before. */
    @Test
    void opensAreReclaimedInGraceAndOnlyByTheirHolder() throws IOException {
        ManualClock clock = new ManualClock();
        VirtualFileSystem files = TestServer.memory(clock);
        PUTFH4.Args file;
        try (TestServer before = TestServer.start(clock, files, recovery);
                TestClient client = before.connect()) {
            assertThat(before.service.inGrace()).as("nobody to wait for").isFalse();
            client.readySession("holder", 1);
            file = client.ok41(root(), openCreate(0, "o", 0, "f"), getFh()).putFh();
        }
        try (TestServer after = TestServer.start(clock, files, recovery);
                TestClient holder = after.connect();
                TestClient other = after.connect()) {
            assertThat(after.service.inGrace()).isTrue();
            other.readySession("other", 1);
            assertThat(other.status41(root(), openCreate(0, "o", 0, "g"))).isEqualTo(Nfs4Status.GRACE);
            assertThat(other.status41(file, reclaim("o"))).isEqualTo(Nfs4Status.NO_GRACE);
            holder.session("holder", 1);
            Stateid4 reclaimed =
                    holder.ok41(file, reclaim("o")).last(OPEN4.Ok.class).stateid();
            holder.ok41(file, write(reclaimed, 0, "again"));
            holder.ok41(new RECLAIM_COMPLETE4.Args(false));
            assertThat(after.service.inGrace()).as("everybody is done").isFalse();
            assertThat(holder.status41(file, reclaim("o"))).isEqualTo(Nfs4Status.NO_GRACE);
            assertThat(other.status41(root(), openCreate(0, "o", 0, "g"))).isEqualTo(Nfs4Status.OK);
        }
    }

    /** RFC 8881 section 8.4.3: who does not come back in time has lost its right, also at the next restart. */
    @Test
    void whoMissesGraceMayNotReclaimLater() throws IOException {
        ManualClock clock = new ManualClock();
        VirtualFileSystem files = TestServer.memory(clock);
        try (TestServer before = TestServer.start(clock, files, recovery);
                TestClient client = before.connect()) {
            client.confirmedOpen(client.clientId("lost", 1), "o", "f");
        }
        try (TestServer after = TestServer.start(clock, files, recovery)) {
            clock.advance(Duration.ofSeconds(89));
            after.service.expireLapsed();
            assertThat(after.service.inGrace()).isTrue();
            clock.advance(Duration.ofSeconds(1));
            after.service.expireLapsed();
            assertThat(after.service.inGrace()).isFalse();
        }
        try (TestServer later = TestServer.start(clock, files, recovery)) {
            assertThat(later.service.inGrace()).isFalse();
        }
    }

    /**
     * RFC 8881 section 8.4.2.1: nobody may get what another could take back after the next crash. Grace lasts until those who have
     * not come back are forgotten on disk.
     */
    @Test
    void nothingIsGrantedWhileTheDiskDoesNotForgetWhoLostItsState() throws IOException {
        ManualClock clock = new ManualClock();
        VirtualFileSystem files = TestServer.memory(clock);
        try (TestServer before = TestServer.start(clock, files, recovery);
                TestClient client = before.connect()) {
            client.readySession("lost", 1);
            client.ok41(root(), openCreate(0, "o", 0, "f"));
        }
        try (TestServer after = TestServer.start(clock, files, recovery);
                TestClient other = after.connect()) {
            Path stubborn = unremovable(recordIn(recovery));
            clock.advance(Duration.ofSeconds(90));
            assertThatThrownBy(after.service::expireLapsed).isInstanceOf(IOException.class);
            assertThat(after.service.inGrace()).isTrue();
            other.readySession("other", 1);
            assertThat(other.status41(root(), openCreate(0, "o", 0, "g"))).isNotEqualTo(Nfs4Status.OK);
            Files.delete(stubborn);
            after.service.expireLapsed();
            assertThat(after.service.inGrace()).isFalse();
            assertThat(other.status41(root(), openCreate(0, "o", 0, "g"))).isEqualTo(Nfs4Status.OK);
        }
    }

    /**
     * As {@link #nothingIsGrantedWhileTheDiskDoesNotForgetWhoLostItsState}, of a lease that ran out. Who asks has it forgotten, and is not sent
     * away while it can be.
     */
    @Test
    void whatALapsedClientHeldIsGrantedWhenItsRecordIsGone() throws IOException {
        try (TestServer server = TestServer.start(recovery);
                TestClient silent = server.connect()) {
            silent.readySession("silent", 1);
            silent.ok41(root(), openCreate(0, "o", 0, "f"));
            Path stubborn = unremovable(recordIn(recovery));
            server.clock.advance(Duration.ofSeconds(91));
            assertThatThrownBy(server.service::expireLapsed).isInstanceOf(IOException.class);
            try (TestClient other = server.connect()) {
                other.readySession("other", 1);
                assertThat(other.status41(root(), openCreate(0, "o", 0, "f"))).isEqualTo(Nfs4Status.DELAY);
                Files.delete(stubborn);
                assertThat(other.status41(root(), openCreate(0, "o", 0, "f"))).isEqualTo(Nfs4Status.OK);
            }
        }
    }

    private static Path recordIn(Path recovery) throws IOException {
        try (Stream<Path> all = Files.walk(recovery)) {
            return all.filter(path -> path.getFileName().toString().startsWith("client-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A directory with something in it stands where the file was; returns what must be deleted first. */
    private static Path unremovable(Path record) throws IOException {
        Files.delete(record);
        return Files.createDirectories(record.resolve("something"));
    }

    /** RFC 7530 section 9.6.2: old stateids and client ids are stale; NFSv4.0 clients reclaim by them. */
    @Test
    void nfs40ClientsNoticeTheRestartAndReclaim() throws IOException {
        ManualClock clock = new ManualClock();
        VirtualFileSystem files = TestServer.memory(clock);
        Stateid4 old;
        long oldId;
        PUTFH4.Args file;
        try (TestServer before = TestServer.start(clock, files, recovery);
                TestClient client = before.connect()) {
            oldId = client.clientId("c", 1);
            old = client.confirmedOpen(oldId, "o", "f");
            file = client.ok40(root(), new LOOKUP4.Args("f"), getFh()).putFh();
        }
        try (TestServer after = TestServer.start(clock, files, recovery);
                TestClient client = after.connect()) {
            assertThat(client.status40(file, write(old, 0, "x"))).isEqualTo(Nfs4Status.STALE_STATEID);
            assertThat(client.status40(root(), openCreate(oldId, "o", 3, "f"))).isEqualTo(Nfs4Status.STALE_CLIENTID);
            long id = client.clientId("c", 1);
            OPEN4.Args reclaim = open(id, "o", 3, 3, new OPEN4.How.NoCreate(), PREVIOUS);
            OPEN4.Ok reclaimed = client.ok40(file, reclaim).last(OPEN4.Ok.class);
            assertThat(reclaimed.flags() & OPEN4.RESULT_CONFIRM).isZero();
            assertThat(client.status40(file, write(reclaimed.stateid(), 0, "x")))
                    .isEqualTo(Nfs4Status.OK);
        }
    }

    /** design.md section 6, step 2: a fenced address is dropped, refused and forgotten; others go on. */
    @Test
    void aFenceShutsOneAddressOutUntilItIsLifted() throws Exception {
        Set<InetAddress> lost = Set.of(InetAddress.getByName("127.0.0.2"));
        try (TestServer server = TestServer.start(recovery);
                TestClient fenced = server.connect("127.0.0.2");
                TestClient other = server.connect("127.0.0.3")) {
            fenced.readySession("fenced", 1);
            other.readySession("other", 1);
            fenced.ok41(root(), openCreate(0, "o", 0, "f"));
            Results kept = other.ok41(root(), openCreate(0, "o", 0, "g"), getFh());
            List<ClientListing> ended = new ArrayList<>();
            server.service.fence(lost, PATIENCE, ended::add);
            assertThat(ended)
                    .as("told with what it held")
                    .extracting(ClientListing::owner, ClientListing::opens, ClientListing::locks)
                    .containsExactly(tuple("fenced", 1, 0));
            assertThat(fenced.readByte()).as("end of the connection").isEqualTo(-1);
            assertThat(server.service.clients())
                    .extracting(ClientListing::owner)
                    .containsExactly("other");
            assertThat(other.status41(
                            kept.putFh(), write(kept.get(2, OPEN4.Ok.class).stateid(), 0, "x")))
                    .isEqualTo(Nfs4Status.OK);
            try (TestClient again = server.connect("127.0.0.2")) {
                assertThat(again.readByte()).as("refused").isEqualTo(-1);
            }
            server.service.lift(lost);
            try (TestClient back = server.connect("127.0.0.2")) {
                back.use(fenced.sessionId(), 2);
                assertThat(back.status41()).as("a late request").isEqualTo(Nfs4Status.BADSESSION);
                back.readySession("fenced", 1);
                assertThat(back.status41(root(), openCreate(0, "o", 0, "f"))).isEqualTo(Nfs4Status.OK);
            }
        }
    }

    /** A fenced client has lost its right to reclaim, also when the server restarts. */
    @Test
    void aFencedClientMayNotReclaim() throws Exception {
        ManualClock clock = new ManualClock();
        VirtualFileSystem files = TestServer.memory(clock);
        Set<InetAddress> lost = Set.of(InetAddress.getByName("127.0.0.2"));
        try (TestServer before = TestServer.start(clock, files, recovery);
                TestClient client = before.connect("127.0.0.2")) {
            client.readySession("lost", 1);
            client.ok41(root(), openCreate(0, "o", 0, "f"));
        }
        try (TestServer after = TestServer.start(clock, files, recovery)) {
            assertThat(after.service.inGrace()).isTrue();
            after.service.fence(lost, PATIENCE);
            assertThat(after.service.inGrace())
                    .as("only the lost one was awaited")
                    .isFalse();
        }
        try (TestServer later = TestServer.start(clock, files, recovery)) {
            assertThat(later.service.inGrace()).isFalse();
        }
    }

    /** RFC 7530 section 3.1.1: NFSv4.0's repetition over a new connection is answered, not done again. */
    @Test
    void aRepeatedMkdirIsAnsweredFromTheCache() throws IOException {
        CREATE4.Args mkdir = new CREATE4.Args(new CREATE4.ObjectType.Plain(NfsFtype4.NF4DIR), "d", Fattr4.EMPTY);
        try (TestServer server = TestServer.start(recovery);
                TestClient first = server.connect();
                TestClient again = server.connect()) {
            assertThat(first.status40(root(), mkdir)).isEqualTo(Nfs4Status.OK);
            assertThat(again.status40(root(), mkdir)).as("same transaction id").isEqualTo(Nfs4Status.OK);
            assertThat(again.status40(root(), mkdir)).as("another one").isEqualTo(Nfs4Status.EXIST);
        }
    }

    /** RFC 5531 section 9: what is no NFS call gets RPC's refusal or a clean close, and others are not disturbed. */
    @Test
    void garbageDisturbsNobody() throws IOException {
        Random random = new Random(22);
        try (TestServer server = TestServer.start(recovery);
                TestClient witness = server.connect()) {
            witness.readySession("witness", 1);
            for (int round = 0; round < 200; round++) {
                byte[] bytes = new byte[64 + random.nextInt(2000)];
                random.nextBytes(bytes);
                if (round % 2 == 0) {
                    ByteBuffer.wrap(bytes)
                            .putInt(0x80000000 | (bytes.length - 4))
                            .putInt(round)
                            .putInt(0);
                }
                try (TestClient hostile = server.connect()) {
                    hostile.sendRaw(bytes);
                }
            }
            assertThat(witness.status41(root(), getFh())).isEqualTo(Nfs4Status.OK);
        }
    }

    @Test
    void aRecordThatIsTooLongEndsTheConnection() throws IOException {
        try (TestServer server = TestServer.start(recovery);
                TestClient hostile = server.connect()) {
            hostile.sendRaw(ByteBuffer.allocate(4).putInt(0xffffffff).array());
            assertThat(hostile.readByte()).isEqualTo(-1);
        }
    }

    @Test
    void connectionsAreLimited() throws IOException {
        NfsLimits two = new NfsLimits(2, 4, 4, 4, 16, 4, 16, 1 << 20, 16, 16, 16, 4);
        try (TestServer server = TestServer.start(recovery, two);
                TestClient first = server.connect();
                TestClient second = server.connect()) {
            assertThat(first.status40(root())).isEqualTo(Nfs4Status.OK);
            assertThat(second.status40(root())).isEqualTo(Nfs4Status.OK);
            try (TestClient third = server.connect()) {
                assertThat(third.readByte()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aDamagedRecoveryRecordIsAnErrorAndNotSilence() throws IOException {
        Files.writeString(recovery.resolve("client-0-bad"), "nonsense");
        assertThatThrownBy(() -> TestServer.start(recovery)).isInstanceOf(IOException.class);
    }
}
