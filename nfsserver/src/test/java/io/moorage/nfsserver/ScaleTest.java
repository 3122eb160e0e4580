package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.lock;
import static io.moorage.nfsserver.TestClient.openCreate;
import static io.moorage.nfsserver.TestClient.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.TestClient.Opened;
import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * EFS user guide, "Quotas for NFS clients" and "Quotas for Amazon EFS file systems": many clients with much open. With
 * {@code -Dmoorage.scale.opens=100000} as much as the product promises; {@code bench/open-files.sh} tells what it costs.
 */
class ScaleTest {
    private static final int OPENS = Integer.getInteger("moorage.scale.opens", 3_000);
    private static final int OPENS_PER_CLIENT = Math.min(50_000, OPENS / 2);

    @TempDir
    Path recovery;

    @Test
    void manyFilesAreOpenAndLockedUntilTheirClientsVanish() throws IOException {
        try (TestServer server = TestServer.start(recovery)) {
            List<TestClient> clients = new ArrayList<>();
            for (int made = 0; made < OPENS; made += OPENS_PER_CLIENT) {
                TestClient client = server.connect();
                clients.add(client);
                client.readySession("client-" + made, 1);
                for (int i = 0; i < OPENS_PER_CLIENT; i++) {
                    client.ok41(
                            root(),
                            openCreate(0, "o", 0, "f" + (made + i)),
                            lock(LockType4.WRITE_LT, 0, 1, Stateid4.CURRENT, "l"));
                }
            }
            assertThat(server.service.clients()).hasSize(clients.size()).allSatisfy(listing -> {
                assertThat(listing.opens()).isEqualTo(OPENS_PER_CLIENT);
                assertThat(listing.locks()).isEqualTo(OPENS_PER_CLIENT);
            });
            for (TestClient client : clients) {
                client.close();
            }
            try (TestClient heir = server.connect()) {
                heir.readySession("heir", 1);
                Opened last = heir.opened("o", "f" + (OPENS - 1));
                assertThat(heir.status41(last.file(), lock(LockType4.WRITE_LT, 0, 1, last.stateid(), "l")))
                        .isEqualTo(Nfs4Status.DENIED);
                server.clock.advance(TestServer.LEASE.lease().multipliedBy(2));
                server.service.expireLapsed();
                heir.readySession("heir", 2);
                last = heir.opened("o", "f" + (OPENS - 1));
                assertThat(heir.status41(last.file(), lock(LockType4.WRITE_LT, 0, 1, last.stateid(), "l")))
                        .isEqualTo(Nfs4Status.OK);
            }
        }
    }

    /** "Maximum number of connections for each file system: 25,000", here 3: a further one is closed, and has its turn later. */
    @Test
    void aFileSystemHasSoManyConnections() throws IOException {
        NfsLimits few = new NfsLimits(3, 64, 4, 4, 64, 4, 4, 1 << 20, 100, 100, 100, 100);
        assertThat(NfsLimits.DEFAULT.connections()).isEqualTo(25_000);
        try (TestServer server = TestServer.start(recovery, few)) {
            TestClient first = server.connect();
            try (TestClient second = server.connect();
                    TestClient third = server.connect();
                    TestClient fourth = server.connect()) {
                for (TestClient admitted : List.of(first, second, third)) {
                    admitted.ok40(root());
                }
                assertThat(fourth.readByte()).isEqualTo(-1);
                first.close();
                assertThat(isAdmittedSoon(server)).isTrue();
            }
        }
    }

    /** The server finds out by itself that a connection is over. */
    private static boolean isAdmittedSoon(TestServer server) throws IOException {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            try (TestClient next = server.connect()) {
                next.ok40(root());
                return true;
            } catch (IOException refused) {
                // Its place is not free yet.
            }
        }
        return false;
    }
}
