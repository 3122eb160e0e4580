package io.moorage.efs.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.efs.Backups;
import io.moorage.efs.FakeFileServers;
import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.RecoveryPoint;
import io.moorage.model.efs.RecoveryPoint.Status;
import io.moorage.model.efs.RestoreJob;
import io.moorage.store.EfsTables;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** EFS User Guide, "Using AWS Backup": automatic backups are daily and are kept for 35 days. */
final class BackupLoopTest {
    private final MemoryStore store = new MemoryStore();
    private final FakeFileServers servers = new FakeFileServers();
    private Instant now = Instant.parse("2026-11-28T18:00:00Z");
    private final BackupLoop loop = new BackupLoop(store, servers, () -> now, new Random(3));
    private final Backups backups = new Backups(store, () -> now, new Random(4));

    @Test
    void anEnabledPolicyMakesOneADayAndForgetsItAfterFiveWeeks() throws Exception {
        fileSystem(BackupStatus.ENABLING);
        run();
        assertThat(points()).singleElement().satisfies(point -> {
            assertThat(point.automatic()).isTrue();
            assertThat(point.status()).isEqualTo(Status.COMPLETED);
            assertThat(point.bytes()).isEqualTo(6144);
        });
        now = Instant.parse("2026-11-29T04:59:00Z");
        run();
        assertThat(points()).hasSize(1);
        now = Instant.parse("2026-11-29T05:00:00Z");
        run();
        assertThat(points()).hasSize(2);
        for (int day = 0; day < 60; day++) {
            now = now.plus(Duration.ofDays(1));
            run();
        }
        assertThat(points()).hasSize(36).allSatisfy(point -> assertThat(point.created())
                .isAfterOrEqualTo(now.minus(Duration.ofDays(35))));
        assertThat(servers.copies()).hasSize(36);
    }

    @Test
    void aDisabledPolicyMakesNoneAndKeepsThoseThereAre() throws Exception {
        fileSystem(BackupStatus.ENABLED);
        run();
        fileSystem(BackupStatus.DISABLING);
        now = now.plus(Duration.ofDays(2));
        run();
        assertThat(points()).hasSize(1);
        assertThat(store.view()
                        .find(EfsTables.FILE_SYSTEMS, "fs-1")
                        .orElseThrow()
                        .backup())
                .isEqualTo(BackupStatus.DISABLED);
    }

    @Test
    void oneOnDemandIsMadeRestoredAndForgotten() throws Exception {
        fileSystem(BackupStatus.DISABLED);
        RecoveryPoint point = backups.start("fs-1");
        assertThatThrownBy(() -> backups.restore(point.id(), "fs-1"))
                .hasMessage(point.id() + " is not complete: it is CREATING");
        run();
        RestoreJob job = backups.restore(point.id(), "fs-1");
        assertThat(job.directory()).isEqualTo("aws-backup-restore_2026-11-28T18-00-00-000Z");
        run();
        assertThat(backups.restores())
                .singleElement()
                .extracting(RestoreJob::status)
                .isEqualTo(RestoreJob.Status.COMPLETED);
        backups.forget(point.id());
        run();
        assertThat(points()).isEmpty();
        assertThat(servers.copies()).isEmpty();
    }

    @Test
    void aCopyThatCannotBeMadeFailsWithItsReasonAndAServerThatIsAwayIsAwaited() throws Exception {
        fileSystem(BackupStatus.DISABLED);
        RecoveryPoint point = backups.start("fs-1");
        servers.setReachable(false);
        assertThat(loop.step()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(loop.waitingFor()).containsExactly("a file server to back up fs-1: the file server does not answer");
        servers.setReachable(true);
        servers.remove("fs-1");
        run();
        RecoveryPoint failed =
                store.view().find(EfsTables.RECOVERY_POINTS, point.id()).orElseThrow();
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.message()).contains("there is no file system fs-1");
    }

    private void run() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            loop.step();
        }
    }

    private List<RecoveryPoint> points() {
        return backups.list();
    }

    private void fileSystem(BackupStatus backup) throws Exception {
        servers.create("fs-1");
        FileSystem.Settings settings = new FileSystem.Settings(
                "generalPurpose",
                "elastic",
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        store.transact(tx -> {
            tx.put(
                    EfsTables.FILE_SYSTEMS,
                    FileSystem.creating("fs-1", "token", now, settings, backup, Map.of())
                            .available());
            return tx;
        });
    }
}
