package io.moorage.efs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.CreateMountTargetRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.Fence;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.store.EfsTables;
import io.moorage.store.SharedTables;
import io.moorage.store.Table;
import io.moorage.store.sql.RowCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The loops on their threads, and the rows as they are stored. */
final class EfsControlPlaneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EfsWorld world = new EfsWorld();

    @Test
    void loopsFollowWhatIsWritten() {
        try (EfsControlPlane efs = new EfsControlPlane(
                world.store, world.servers, InstantSource.system(), new Random(1), EfsWorld.CONFIG)) {
            efs.start();
            String id = createFileSystem();
            await().atMost(PATIENCE)
                    .until(() -> world.store
                                    .view()
                                    .find(EfsTables.FILE_SYSTEMS, id)
                                    .orElseThrow()
                                    .state()
                            == LifeCycleState.AVAILABLE);
            String target = createMountTarget(id);
            await().atMost(PATIENCE)
                    .until(() -> world.store
                                    .view()
                                    .find(EfsTables.MOUNT_TARGETS, target)
                                    .orElseThrow()
                                    .state()
                            == LifeCycleState.AVAILABLE);
            world.store.transact(tx -> {
                tx.put(SharedTables.FENCES, Fence.first("i-1", Optional.of("vpc-1"), 1, Set.of("10.0.1.9")));
                return tx;
            });
            await().atMost(PATIENCE)
                    .until(() -> world.store
                                    .view()
                                    .find(SharedTables.FENCES, "i-1")
                                    .orElseThrow()
                                    .state()
                            == Fence.State.CONFIRMED);
            assertThat(efs.waitingFor()).isEmpty();
            assertThat(efs.actions()).hasSize(EfsOperations.ALL.size());
        }
    }

    @Test
    void rowsComeBackFromTheDatabaseAsTheyWere() throws Exception {
        String id = createFileSystem();
        world.settle();
        createMountTarget(id);
        assertRoundTrip(EfsTables.FILE_SYSTEMS);
        assertRoundTrip(EfsTables.MOUNT_TARGETS);
    }

    private <V> void assertRoundTrip(Table<V> table) {
        RowCodec codec = new RowCodec();
        assertThat(world.store.view().all(table)).isNotEmpty().allSatisfy(row -> assertThat(
                        codec.decode(table, "key", codec.encode(table, row)))
                .isEqualTo(row));
    }

    private String createFileSystem() {
        return world.call(
                        EfsOperations.CREATE_FILE_SYSTEM,
                        CreateFileSystemRequest.builder().creationToken("token").build())
                .fileSystemId();
    }

    private String createMountTarget(String id) {
        return world.call(
                        EfsOperations.CREATE_MOUNT_TARGET,
                        CreateMountTargetRequest.builder()
                                .fileSystemId(id)
                                .subnetId("subnet-00000000a")
                                .build())
                .mountTargetId();
    }
}
