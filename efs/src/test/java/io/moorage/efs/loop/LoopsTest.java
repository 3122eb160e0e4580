package io.moorage.efs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.efs.EfsWorld;
import io.moorage.efs.FakeFileServers;
import io.moorage.efs.FileServers.Metered;
import io.moorage.efs.decide.UsagePlan;
import io.moorage.model.Failover;
import io.moorage.model.Fence;
import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.FileSystem.Size;
import io.moorage.store.EfsTables;
import io.moorage.store.SharedTables;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fences and sizes (design.md, section 6, step 2). */
final class LoopsTest {
    private static final Instant NOW = EfsWorld.NOW;

    private final MemoryStore store = new MemoryStore();
    private final FakeFileServers servers = new FakeFileServers();
    private final FenceLoop fences = new FenceLoop(store, servers, InstantSource.system());

    @Test
    void aFenceIsConfirmedOnlyOnceTheFileServersSaidSo() throws Exception {
        put(Fence.first("i-1", Optional.empty(), 1, Set.of("10.0.1.5")));
        servers.setReachable(false);

        assertThat(fences.step()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(state("i-1")).isEqualTo(Fence.State.REQUESTED);
        assertThat(fences.waitingFor())
                .containsExactly("the file servers to fence i-1 (epoch 1): the file server does not answer");

        servers.setReachable(true);
        fences.step();
        assertThat(state("i-1")).isEqualTo(Fence.State.CONFIRMED);
        assertThat(servers.fenced()).extracting(Fence::instanceId).containsExactly("i-1");
        assertThat(fences.waitingFor()).isEmpty();
    }

    /** What the fence took is written with its confirmation, once. */
    @Test
    void whatAFenceCutOffIsWrittenDown() throws Exception {
        Failover.CutOff cutOff = new Failover.CutOff("localhost", "fs-1", "10.0.1.5", "i-1", 3, 2);
        servers.setHeld("i-1", List.of(cutOff));
        store.transact(tx -> {
            tx.put(SharedTables.FENCES, Fence.first("i-1", Optional.empty(), 1, Set.of("10.0.1.5")));
            tx.put(
                    SharedTables.FAILOVERS,
                    new Failover(
                            "i-1",
                            1,
                            "default",
                            "arn",
                            Failover.Sign.SILENT,
                            Optional.empty(),
                            Optional.empty(),
                            NOW,
                            Optional.empty(),
                            Set.of("10.0.1.5"),
                            List.of(),
                            List.of()));
            return tx;
        });
        servers.setReachable(false);
        fences.step();
        assertThat(failover().fenced()).isEmpty();
        servers.setReachable(true);
        fences.step();
        assertThat(failover().fenced()).isPresent();
        assertThat(failover().cutOff()).containsExactly(cutOff);
    }

    private Failover failover() {
        return store.view().find(SharedTables.FAILOVERS, "i-1/1").orElseThrow();
    }

    @Test
    void theWaitBetweenTriesGrowsAndIsBounded() throws Exception {
        put(Fence.first("i-1", Optional.empty(), 1, Set.of()));
        servers.setReachable(false);
        Duration first = fences.step();
        Duration second = fences.step();
        assertThat(second).isGreaterThan(first);
        for (int i = 0; i < 20; i++) {
            assertThat(fences.step()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void aFenceIsLiftedAndTheNextLossFencesAgain() throws Exception {
        put(Fence.first("i-1", Optional.empty(), 1, Set.of("10.0.1.5")));
        fences.step();
        put(fence("i-1").lifting());
        fences.step();
        assertThat(state("i-1")).isEqualTo(Fence.State.LIFTED);
        assertThat(servers.fenced()).isEmpty();

        put(fence("i-1").again(Optional.empty(), 2, Set.of("10.0.1.5")));
        fences.step();
        assertThat(fence("i-1").epoch()).isEqualTo(2);
        assertThat(state("i-1")).isEqualTo(Fence.State.CONFIRMED);
        assertThat(servers.fenced()).hasSize(1);
    }

    @Test
    void stepsWithNothingToDoWriteNothing() throws Exception {
        put(Fence.first("i-1", Optional.empty(), 1, Set.of()));
        fences.step();
        long revision = store.view().revision();
        fences.step();
        assertThat(store.view().revision()).isEqualTo(revision);
    }

    @Test
    void sizesAreMeasuredAndWrittenWhenTheyChange() throws Exception {
        FileSystem fileSystem = fileSystem("fs-1");
        store.transact(tx -> {
            tx.put(EfsTables.FILE_SYSTEMS, fileSystem);
            return tx;
        });
        servers.setMetered("fs-1", 8_192, 4_096, 1_024);
        UsageLoop usage = new UsageLoop(store, servers, InstantSource.fixed(NOW), Duration.ofSeconds(10));

        assertThat(usage.step()).hasSeconds(10);
        assertThat(size()).isEqualTo(new Size(13_312, 4_096, 1_024, Optional.of(NOW)));
        long revision = store.view().revision();
        usage.step();
        assertThat(store.view().revision())
                .as("an unchanged size is not written")
                .isEqualTo(revision);

        servers.setReachable(false);
        usage.step();
        assertThat(size().bytes()).isEqualTo(13_312);
        assertThat(usage.waitingFor()).hasSize(1);
    }

    @Test
    void anUnchangedSizeIsStampedAgainAfterAnHour() {
        Metered metered = new Metered(6144, 0, 0);
        Size known = new Size(6144, 0, 0, Optional.of(NOW));
        assertThat(UsagePlan.newSize(known, metered, NOW.plusSeconds(3599))).isEmpty();
        assertThat(UsagePlan.newSize(known, metered, NOW.plusSeconds(3600)))
                .contains(new Size(6144, 0, 0, Optional.of(NOW.plusSeconds(3600))));
        assertThat(UsagePlan.newSize(Size.NEW, metered, NOW)).contains(new Size(6144, 0, 0, Optional.of(NOW)));
    }

    private static FileSystem fileSystem(String id) {
        FileSystem.Settings settings = new FileSystem.Settings(
                "generalPurpose",
                "bursting",
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        return FileSystem.creating(id, "token", NOW, settings, BackupStatus.DISABLED, Map.of())
                .available();
    }

    private void put(Fence fence) {
        store.transact(tx -> {
            tx.put(SharedTables.FENCES, fence);
            return tx;
        });
    }

    private Fence fence(String id) {
        return store.view().find(SharedTables.FENCES, id).orElseThrow();
    }

    private Fence.State state(String id) {
        return fence(id).state();
    }

    private Size size() {
        return store.view().find(EfsTables.FILE_SYSTEMS, "fs-1").orElseThrow().size();
    }
}
