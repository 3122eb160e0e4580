package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.lock;
import static io.moorage.nfsserver.TestClient.openCreate;
import static io.moorage.nfsserver.TestClient.openExisting;
import static io.moorage.nfsserver.TestClient.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.TestClient.Opened;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.CREATE_SESSION4;
import io.moorage.nfswire.op.CallbackSecParms4;
import io.moorage.nfswire.op.EXCHANGE_ID4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.LOCKU4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.vfs.FileLimits;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * EFS user guide, "Quotas for NFS clients", and "Disk quota exceeded" of "Troubleshooting file operation errors": what a client
 * has too much of is NFS4ERR_DQUOT. The quotas are small here; that they are EFS's by default is a test of its own.
 */
class QuotasTest {
    private static final int OPENS = 3;
    private static final int USERS = 2;
    private static final int LOCKS = 4;
    private static final int LOCKS_PER_FILE = 3;
    private static final int SESSIONS = 2;
    private static final int CLIENTS = 3;
    private static final NfsLimits SMALL =
            new NfsLimits(64, 64, 4, 4, CLIENTS, SESSIONS, 4, 1 << 20, OPENS, USERS, LOCKS, LOCKS_PER_FILE);

    @TempDir
    Path recovery;

    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(recovery, SMALL);
        client = server.connect();
        client.readySession("client-a", 1);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    /** "65,536 files open at the same time", "65,536 active users", "65,536 locks", and 512 locks on a single file. */
    @Test
    void theDefaultsAreTheQuotasOfEfs() {
        assertThat(NfsLimits.DEFAULT.opensPerClient()).isEqualTo(65_536);
        assertThat(NfsLimits.DEFAULT.usersPerClient()).isEqualTo(65_536);
        assertThat(NfsLimits.DEFAULT.locksPerClient()).isEqualTo(65_536);
        assertThat(NfsLimits.DEFAULT.locksPerFile()).isEqualTo(512);
        assertThat(FileLimits.EFS).isEqualTo(new FileLimits(255, 4080, 177, 1000, 52_673_613_135_872L));
    }

    /** "Up to 65,536 files open at the same time on the instance." */
    @Test
    void aClientHasSoManyFilesOpen() throws IOException {
        Opened first = client.opened("o", "f1");
        client.opened("o", "f2");
        client.opened("o", "f3");
        assertThat(client.status41(root(), openCreate(0, "o", 0, "f4"))).isEqualTo(Nfs4Status.DQUOT);
        assertThat(client.status41(root(), new LOOKUP4.Args("f4")))
                .as("nothing is left behind")
                .isEqualTo(Nfs4Status.NOENT);
        assertThat(client.status41(root(), openExisting(0, "o", 0, 1, "f1")))
                .as("a file that is open already")
                .isEqualTo(Nfs4Status.OK);
        assertThat(client.status41(root(), openExisting(0, "another", 0, 1, "f1")))
                .isEqualTo(Nfs4Status.DQUOT);
        try (TestClient other = server.connect()) {
            other.readySession("client-b", 1);
            assertThat(other.status41(root(), openCreate(0, "o", 0, "f4"))).isEqualTo(Nfs4Status.OK);
        }
        client.ok41(first.file(), new CLOSE4.Args(0, first.stateid().withSeqid(0)));
        assertThat(client.status41(root(), openCreate(0, "o", 0, "f5"))).isEqualTo(Nfs4Status.OK);
    }

    /** NFSv4.0 has the same quotas; the refusal counts in its owner's sequence (RFC 7530 section 9.1.7). */
    @Test
    void anNfs40ClientHasSoManyFilesOpen() throws IOException {
        long id = client.clientId("client-40", 1);
        client.confirmedOpen(id, "a", "f1");
        client.confirmedOpen(id, "b", "f2");
        Stateid4 last = client.confirmedOpen(id, "c", "f3");
        assertThat(client.status40(root(), openExisting(id, "c", 3, 1, "f2"))).isEqualTo(Nfs4Status.DQUOT);
        client.ok40(root(), new LOOKUP4.Args("f3"), new CLOSE4.Args(4, last));
        assertThat(client.status40(root(), openExisting(id, "c", 5, 1, "f2"))).isEqualTo(Nfs4Status.OK);
    }

    /** "Up to 65,536 active users for each client can have files open at the same time." */
    @Test
    void soManyUsersOfAClientHaveFilesOpen() throws IOException {
        Opened first = client.as(1001).opened("u1", "f1");
        client.as(1002).opened("u2", "f2");
        client.as(1003);
        assertThat(client.status41(root(), openCreate(0, "u3", 0, "f3"))).isEqualTo(Nfs4Status.DQUOT);
        client.as(1001).ok41(first.file(), new CLOSE4.Args(0, first.stateid()));
        client.as(1003).opened("u3", "f3");
    }

    /** "Number of locks on a single file across all instances and users: 512." */
    @Test
    void aFileHasSoManyLocksOverAllClients() throws IOException {
        Opened mine = client.opened("o", "f");
        Stateid4 held = client.ok41(mine.file(), lock(LockType4.READ_LT, 0, 1, mine.stateid(), "l"))
                .last(LOCK4.Ok.class)
                .stateid();
        client.ok41(mine.file(), further(LockType4.READ_LT, 10, 1, held));
        try (TestClient other = server.connect()) {
            other.readySession("client-b", 1);
            Opened theirs = other.opened("o", "f");
            other.ok41(theirs.file(), lock(LockType4.READ_LT, 0, 1, theirs.stateid(), "l"));
            assertThat(other.status41(theirs.file(), lock(LockType4.READ_LT, 20, 1, theirs.stateid(), "l")))
                    .isEqualTo(Nfs4Status.DQUOT);
            assertThat(client.status41(mine.file(), further(LockType4.READ_LT, 20, 1, held)))
                    .isEqualTo(Nfs4Status.DQUOT);
            assertThat(client.status41(mine.file(), further(LockType4.READ_LT, 10, 5, held)))
                    .as("a lock that grows is no further one")
                    .isEqualTo(Nfs4Status.OK);
            client.ok41(mine.file(), new LOCKU4.Args(LockType4.READ_LT, 0, held.withSeqid(0), 0, 1));
            other.ok41(theirs.file(), lock(LockType4.READ_LT, 20, 1, theirs.stateid(), "l"));
        }
    }

    /** "Each unique mount on the client can acquire up to a total of 65,536 locks per connection." */
    @Test
    void aClientHasSoManyLocksOverAllFiles() throws IOException {
        Opened one = client.opened("o", "f1");
        Opened two = client.opened("o", "f2");
        for (int i = 0; i < 2; i++) {
            client.ok41(one.file(), lock(LockType4.WRITE_LT, 10L * i, 1, one.stateid(), "l"));
            client.ok41(two.file(), lock(LockType4.WRITE_LT, 10L * i, 1, two.stateid(), "l"));
        }
        assertThat(server.service.clients()).singleElement().satisfies(c -> assertThat(c.locks())
                .isEqualTo(LOCKS));
        assertThat(client.status41(one.file(), lock(LockType4.WRITE_LT, 100, 1, one.stateid(), "l")))
                .isEqualTo(Nfs4Status.DQUOT);
        client.ok41(two.file(), new CLOSE4.Args(0, two.stateid()));
        assertThat(client.status41(one.file(), lock(LockType4.WRITE_LT, 100, 1, one.stateid(), "l")))
                .as("closing a file gives its locks back")
                .isEqualTo(Nfs4Status.OK);
    }

    /** RFC 8881 section 18.36: NFS4ERR_NOSPC is what CREATE_SESSION says when there is no room. */
    @Test
    void aClientHasSoManySessions() throws IOException {
        EXCHANGE_ID4.Ok known = client.exchangeId("client-a", 1);
        assertThat(createSession(known, known.sequence())).isEqualTo(Nfs4Status.OK);
        assertThat(createSession(known, known.sequence() + 1)).isEqualTo(Nfs4Status.NOSPC);
    }

    /** Announcements that nobody confirms are forgotten for newer ones, and cannot keep clients out. */
    @Test
    void unconfirmedAnnouncementsKeepNobodyOut() throws IOException {
        for (int i = 0; i < 10 * CLIENTS; i++) {
            client.exchangeId("never-confirmed-" + i, i);
        }
        try (TestClient other = server.connect()) {
            other.readySession("client-b", 1);
            assertThat(other.status41(root(), openCreate(0, "o", 0, "f"))).isEqualTo(Nfs4Status.OK);
        }
        assertThat(client.status41()).as("who was there stays").isEqualTo(Nfs4Status.OK);
    }

    private Nfs4Status createSession(EXCHANGE_ID4.Ok announced, int sequence) throws IOException {
        return client.compound(
                        1,
                        new CREATE_SESSION4.Args(
                                announced.clientId(),
                                sequence,
                                0,
                                TestClient.CHANNEL,
                                TestClient.CHANNEL,
                                0,
                                new CallbackSecParms4()))
                .status();
    }

    private static LOCK4.Args further(LockType4 type, long offset, long length, Stateid4 held) {
        return new LOCK4.Args(type, false, offset, length, new LOCK4.Locker.KnownOwner(held.withSeqid(0), 0));
    }
}
