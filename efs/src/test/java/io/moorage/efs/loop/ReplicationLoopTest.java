package io.moorage.efs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.efs.FakeFileServers;
import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.Replication;
import io.moorage.model.efs.Replication.Status;
import io.moorage.model.efs.ReplicationOverwriteProtection;
import io.moorage.store.EfsTables;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EFS User Guide, "Replicating file systems", and EFS API reference, DeleteReplicationConfiguration. */
final class ReplicationLoopTest {
    private final MemoryStore store = new MemoryStore();
    private final FakeFileServers servers = new FakeFileServers();
    private Instant now = Instant.parse("2026-11-28T18:00:00Z");
    private final ReplicationLoop loop = new ReplicationLoop(store, servers, () -> now);

    @BeforeEach
    void replicate() throws Exception {
        fileSystem("fs-1", ReplicationOverwriteProtection.ENABLED);
        fileSystem("fs-2", ReplicationOverwriteProtection.REPLICATING);
        put(Replication.enabling("fs-1", "fs-2", now));
    }

    @Test
    void roundsFollowOneAnotherAndTheirMomentIsTold() throws Exception {
        servers.setMetered("fs-1", 9000, 0, 0);
        loop.step();
        assertThat(replication().status()).isEqualTo(Status.ENABLED);
        assertThat(replication().lastReplicated()).isPresent();
        assertThat(servers.metered().get("fs-2")).isEqualTo(servers.metered().get("fs-1"));
        servers.setMetered("fs-1", 12_000, 0, 0);
        now = now.plusSeconds(59);
        loop.step();
        assertThat(servers.metered()).hasEntrySatisfying("fs-2", size -> assertThat(size.standardBytes())
                .isEqualTo(9000));
        now = now.plusSeconds(1);
        loop.step();
        assertThat(servers.metered()).hasEntrySatisfying("fs-2", size -> assertThat(size.standardBytes())
                .isEqualTo(12_000));
    }

    @Test
    void aRoundThatFailsIsToldAndTriedAgain() throws Exception {
        servers.remove("fs-1");
        loop.step();
        assertThat(replication().status()).isEqualTo(Status.ERROR);
        assertThat(replication().statusMessage()).contains("there is no file system fs-1");
        servers.create("fs-1");
        now = now.plus(Duration.ofMinutes(1));
        loop.step();
        assertThat(replication().status()).isEqualTo(Status.ENABLED);
    }

    @Test
    void theDestinationBecomesWritableOnlyWhenTheLastRoundWasBroughtToItsEnd() throws Exception {
        loop.step();
        put(replication().deleting());
        servers.setReachable(false);
        assertThat(loop.step()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(destination().readOnly()).isTrue();
        assertThat(loop.waitingFor()).hasSize(1);
        servers.setReachable(true);
        loop.step();
        assertThat(destination().protection()).isEqualTo(ReplicationOverwriteProtection.ENABLED);
        assertThat(store.view().all(EfsTables.REPLICATIONS)).isEmpty();
    }

    private Replication replication() {
        return store.view().find(EfsTables.REPLICATIONS, "fs-1").orElseThrow();
    }

    private FileSystem destination() {
        return store.view().find(EfsTables.FILE_SYSTEMS, "fs-2").orElseThrow();
    }

    private void put(Replication replication) {
        store.transact(tx -> {
            tx.put(EfsTables.REPLICATIONS, replication);
            return tx;
        });
    }

    private void fileSystem(String id, ReplicationOverwriteProtection protection) throws Exception {
        servers.create(id);
        FileSystem.Settings settings = new FileSystem.Settings(
                "generalPurpose",
                "elastic",
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        FileSystem made = FileSystem.creating(id, "token" + id, now, settings, BackupStatus.DISABLED, Map.of())
                .available()
                .withProtection(protection);
        store.transact(tx -> {
            tx.put(EfsTables.FILE_SYSTEMS, made);
            return tx;
        });
    }
}
