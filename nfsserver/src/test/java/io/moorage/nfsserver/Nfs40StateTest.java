package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.getFh;
import static io.moorage.nfsserver.TestClient.opaque;
import static io.moorage.nfsserver.TestClient.openCreate;
import static io.moorage.nfsserver.TestClient.openExisting;
import static io.moorage.nfsserver.TestClient.root;
import static io.moorage.nfsserver.TestClient.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.TestClient.Results;
import io.moorage.nfswire.nfs4.LockDenied4;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.Compound4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.LOCKT4;
import io.moorage.nfswire.op.LOCKU4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OPEN_CONFIRM4;
import io.moorage.nfswire.op.OPEN_DOWNGRADE4;
import io.moorage.nfswire.op.PUTFH4;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.op.RELEASE_LOCKOWNER4;
import io.moorage.nfswire.op.REMOVE4;
import io.moorage.nfswire.op.RENEW4;
import io.moorage.nfswire.op.SETCLIENTID4;
import io.moorage.nfswire.op.SETCLIENTID_CONFIRM4;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NFSv4.0's client ids, owners, opens, locks and leases. */
class Nfs40StateTest {
    @TempDir
    Path recovery;

    private TestServer server;
    private TestClient client;
    private long id;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(recovery);
        client = server.connect();
        id = client.clientId("client-a", 1);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private PUTFH4.Args file(String name) throws IOException {
        return client.ok40(root(), new LOOKUP4.Args(name), getFh()).putFh();
    }

    private static SETCLIENTID4.Args announce(String name, long verifier) {
        return new SETCLIENTID4.Args(verifier, opaque(name), 0, new SETCLIENTID4.ClientAddr4("tcp", "0.0.0.0.0.0"), 0);
    }

    private LOCK4.Args firstLock(LockType4 type, long offset, long length, int openSeqid, Stateid4 open, String owner) {
        return new LOCK4.Args(
                type,
                false,
                offset,
                length,
                new LOCK4.Locker.NewOwner(openSeqid, open, 1, new StateOwner4(id, opaque(owner))));
    }

    /** RFC 7530 section 9.1.7: a repeated request gets its first answer, a skipped one is refused. */
    @Test
    void anOwnersRequestsRunOnceAndInOrder() throws IOException {
        Nfs4Args open = openCreate(id, "owner", 1, "f");
        Results first = client.ok40(root(), open, getFh());
        assertThat(client.ok40(root(), open, getFh()).get(1, OPEN4.Ok.class)).isEqualTo(first.get(1, OPEN4.Ok.class));
        Stateid4 stateid = first.get(1, OPEN4.Ok.class).stateid();
        OPEN_CONFIRM4.Args confirm = new OPEN_CONFIRM4.Args(stateid, 2);
        Stateid4 confirmed =
                client.ok40(first.putFh(), confirm).last(OPEN_CONFIRM4.Ok.class).stateid();
        assertThat(client.ok40(first.putFh(), confirm)
                        .last(OPEN_CONFIRM4.Ok.class)
                        .stateid())
                .isEqualTo(confirmed);
        assertThat(client.status40(first.putFh(), new CLOSE4.Args(4, confirmed)))
                .isEqualTo(Nfs4Status.BAD_SEQID);
        CLOSE4.Args close = new CLOSE4.Args(3, confirmed);
        Stateid4 closed =
                client.ok40(first.putFh(), close).last(CLOSE4.Ok.class).stateid();
        assertThat(client.ok40(first.putFh(), close).last(CLOSE4.Ok.class).stateid())
                .isEqualTo(closed);
        assertThat(client.status40(first.putFh(), write(confirmed, 0, "x"))).isEqualTo(Nfs4Status.BAD_STATEID);
    }

    /** RFC 7530 section 9.1.7: also a refusal is repeated, and counts. */
    @Test
    void aRefusedOpenCountsInItsOwnersSequence() throws IOException {
        Stateid4 stateid = client.confirmedOpen(id, "owner", "f");
        assertThat(stateid.seqid()).isEqualTo(2);
        assertThat(client.status40(root(), openExisting(id, "owner", 3, 1, "missing")))
                .isEqualTo(Nfs4Status.NOENT);
        assertThat(client.status40(root(), openExisting(id, "owner", 3, 1, "missing")))
                .isEqualTo(Nfs4Status.NOENT);
        assertThat(client.status40(root(), openExisting(id, "owner", 4, 1, "f")))
                .isEqualTo(Nfs4Status.OK);
    }

    /** RFC 7530 section 16.18.5: before its confirmation an open may not be used. */
    @Test
    void anUnconfirmedOpenIsNotYetGood() throws IOException {
        Results opened = client.ok40(root(), openCreate(id, "owner", 1, "f"), getFh());
        Stateid4 stateid = opened.get(1, OPEN4.Ok.class).stateid();
        assertThat(client.status40(opened.putFh(), write(stateid, 0, "x"))).isEqualTo(Nfs4Status.BAD_STATEID);
    }

    /** RFC 7530 section 9.1.4.2: which stateids are old, wrong or of a server before. */
    @Test
    void wrongStateidsAreToldApart() throws IOException {
        Stateid4 good = client.confirmedOpen(id, "owner", "f");
        PUTFH4.Args file = file("f");
        assertThat(client.status40(file, write(good, 0, "x"))).isEqualTo(Nfs4Status.OK);
        assertThat(client.status40(file, write(good.withSeqid(good.seqid() - 1), 0, "x")))
                .isEqualTo(Nfs4Status.OLD_STATEID);
        assertThat(client.status40(file, write(good.withSeqid(good.seqid() + 1), 0, "x")))
                .isEqualTo(Nfs4Status.BAD_STATEID);
        assertThat(client.status40(file, write(new Stateid4(1, good.high(), 999), 0, "x")))
                .isEqualTo(Nfs4Status.BAD_STATEID);
        long earlierBoot = good.high() - (1L << 32);
        assertThat(client.status40(file, write(new Stateid4(1, earlierBoot, 1), 0, "x")))
                .isEqualTo(Nfs4Status.STALE_STATEID);
        client.confirmedOpen(id, "other", "g");
        assertThat(client.status40(file("g"), write(good, 0, "x"))).isEqualTo(Nfs4Status.BAD_STATEID);
    }

    /** RFC 7530 section 16.19: back to an access that was asked for, and to no other. */
    @Test
    void downgradeGoesBackToWhatWasAskedFor() throws IOException {
        Stateid4 both = client.confirmedOpen(id, "owner", "f");
        PUTFH4.Args file = file("f");
        assertThat(client.status40(file, new OPEN_DOWNGRADE4.Args(both, 3, 1, 0)))
                .isEqualTo(Nfs4Status.INVAL);
        Stateid4 again = client.ok40(root(), openExisting(id, "owner", 4, 1, "f"))
                .last(OPEN4.Ok.class)
                .stateid();
        Stateid4 reading = client.ok40(file, new OPEN_DOWNGRADE4.Args(again, 5, 1, 0))
                .last(OPEN_DOWNGRADE4.Ok.class)
                .stateid();
        assertThat(client.status40(file, write(reading, 0, "x"))).isEqualTo(Nfs4Status.OPENMODE);
        assertThat(client.status40(file, new READ4.Args(reading, 0, 1))).isEqualTo(Nfs4Status.OK);
    }

    /** EFS user guide, "Unsupported NFSv4 features": share deny is NFS4ERR_NOTSUPP. */
    @Test
    void denyModesAreNotSupported() throws IOException {
        OPEN4.Args plain = openCreate(id, "owner", 1, "f");
        OPEN4.Args denying = new OPEN4.Args(1, 1, 2, plain.owner(), plain.how(), plain.claim());
        assertThat(client.status40(root(), denying)).isEqualTo(Nfs4Status.NOTSUPP);
    }

    /** RFC 7530 sections 9.4 and 16.10: conflicts are told, blocking types too; release frees; the end is the end. */
    @Test
    void locksOfTwoOwnersConflict() throws IOException {
        Stateid4 open = client.confirmedOpen(id, "owner", "f");
        PUTFH4.Args file = file("f");
        Stateid4 lock = client.ok40(file, firstLock(LockType4.WRITE_LT, 10, 10, 3, open, "locker-a"))
                .last(LOCK4.Ok.class)
                .stateid();
        Compound4.Result denied = client.compound(0, file, firstLock(LockType4.WRITEW_LT, 15, -1, 4, open, "locker-b"));
        assertThat(denied.status()).isEqualTo(Nfs4Status.DENIED);
        assertThat(denied.results().getLast().body())
                .isEqualTo(new LockDenied4(10, 10, LockType4.WRITE_LT, new StateOwner4(id, opaque("locker-a"))));
        StateOwner4 other = new StateOwner4(id, opaque("locker-b"));
        assertThat(client.status40(file, new LOCKT4.Args(LockType4.READ_LT, 19, 1, other)))
                .isEqualTo(Nfs4Status.DENIED);
        assertThat(client.status40(file, new LOCKT4.Args(LockType4.READ_LT, 20, 1, other)))
                .isEqualTo(Nfs4Status.OK);
        StateOwner4 holder = new StateOwner4(id, opaque("locker-a"));
        assertThat(client.status40(new RELEASE_LOCKOWNER4.Args(holder))).isEqualTo(Nfs4Status.LOCKS_HELD);
        client.ok40(file, new LOCKU4.Args(LockType4.WRITE_LT, 2, lock, 0, -1));
        assertThat(client.status40(file, new LOCKT4.Args(LockType4.WRITE_LT, 0, -1, other)))
                .isEqualTo(Nfs4Status.OK);
        assertThat(client.status40(new RELEASE_LOCKOWNER4.Args(holder))).isEqualTo(Nfs4Status.OK);
    }

    /** RFC 7530 section 16.10.4: a range of nothing, or beyond 64 bits, is invalid. */
    @Test
    void impossibleRangesAreInvalid() throws IOException {
        Stateid4 open = client.confirmedOpen(id, "owner", "f");
        PUTFH4.Args file = file("f");
        assertThat(client.status40(file, firstLock(LockType4.READ_LT, 1, 0, 3, open, "l")))
                .isEqualTo(Nfs4Status.INVAL);
        assertThat(client.status40(file, firstLock(LockType4.READ_LT, -1, 2, 3, open, "l")))
                .isEqualTo(Nfs4Status.INVAL);
        assertThat(client.status40(file, firstLock(LockType4.READ_LT, -1, 1, 3, open, "l")))
                .isEqualTo(Nfs4Status.OK);
    }

    /** RFC 7530 section 9.5: silence for a lease ends a client, any word of it renews. */
    @Test
    void aSilentClientLosesItsLease() throws IOException {
        Stateid4 open = client.confirmedOpen(id, "owner", "f");
        PUTFH4.Args file = file("f");
        server.clock.advance(Duration.ofSeconds(80));
        client.ok40(new RENEW4.Args(id));
        server.clock.advance(Duration.ofSeconds(80));
        server.service.expireLapsed();
        assertThat(client.status40(file, write(open, 0, "x"))).isEqualTo(Nfs4Status.OK);
        server.clock.advance(Duration.ofSeconds(91));
        server.service.expireLapsed();
        assertThat(server.service.clients()).isEmpty();
        assertThat(client.status40(file, write(open, 0, "x"))).isEqualTo(Nfs4Status.EXPIRED);
        assertThat(client.status40(new RENEW4.Args(id))).isEqualTo(Nfs4Status.EXPIRED);
    }

    /** RFC 7530 section 16.33.5: a restarted client's new confirmation frees what it held before. */
    @Test
    void aRestartedClientLosesWhatItHeld() throws IOException {
        Stateid4 open = client.confirmedOpen(id, "owner", "f");
        SETCLIENTID4.Ok again = client.ok40(announce("client-a", 2)).last(SETCLIENTID4.Ok.class);
        assertThat(client.status40(file("f"), write(open, 0, "x"))).isEqualTo(Nfs4Status.OK);
        client.ok40(new SETCLIENTID_CONFIRM4.Args(again.clientId(), again.verifier()));
        assertThat(client.status40(file("f"), write(open, 0, "x"))).isEqualTo(Nfs4Status.EXPIRED);
        assertThat(server.service.clients()).hasSize(1);
    }

    /** RFC 7530 section 16.33.5: another user may not take a client's name while it holds something. */
    @Test
    void anotherUserMayNotTakeAClientsName() throws IOException {
        client.confirmedOpen(id, "owner", "f");
        client.as(1000);
        assertThat(client.status40(announce("client-a", 9))).isEqualTo(Nfs4Status.CLID_INUSE);
    }

    /** RFC 7530 section 4.2.1 and POSIX: what is open outlives its name. */
    @Test
    void anOpenFileOutlivesItsName() throws IOException {
        Stateid4 open = client.confirmedOpen(id, "owner", "f");
        PUTFH4.Args file = file("f");
        client.ok40(file, write(open, 0, "still here"));
        client.ok40(root(), new REMOVE4.Args("f"));
        READ4.Ok read = client.ok40(file, new READ4.Args(open, 0, 100)).last(READ4.Ok.class);
        assertThat(read.data().remaining()).isEqualTo(10);
        assertThat(read.eof()).isTrue();
        client.ok40(file, new CLOSE4.Args(3, open));
        assertThat(client.status40(file, getFh())).isEqualTo(Nfs4Status.STALE);
    }
}
