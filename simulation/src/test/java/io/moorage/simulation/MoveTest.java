package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterContainerInstanceRequest;
import io.moorage.model.Fence;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.SharedTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** docs/agents.md: "A machine is in one cluster: to register it in another takes it out of the former". */
class MoveTest {
    private final Simulation simulation = new Simulation(8);
    private final Databases databases = new Databases(simulation);

    @AfterEach
    void close() {
        simulation.close();
    }

    private ContainerInstance in(String cluster) {
        List<ContainerInstance> found = simulation.store().view().all(EcsTables.CONTAINER_INSTANCES).stream()
                .filter(each -> each.clusterName().equals(cluster))
                .filter(each -> each.ec2InstanceId().equals("i-a"))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private Optional<Fence.State> fence() {
        return simulation.store().view().find(SharedTables.FENCES, "i-a").map(Fence::state);
    }

    @Test
    void aMachineThatChangedItsClusterIsNotShutOut() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofSeconds(1));
        simulation.move("i-a", "other");
        assertThat(in("default").status()).isEqualTo(ContainerInstance.Status.INACTIVE);
        simulation.advance(Duration.ofMinutes(2));
        assertThat(in("other").placeable()).isTrue();
        assertThat(fence()).isEmpty();
    }

    /** What may still write is fenced before it starts elsewhere; then the machine takes the way back in its new cluster. */
    @Test
    void itsTasksMove() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofSeconds(1));
        databases.define("mysql", Databases.directory("/db"), false, List.of());
        databases.service("db", "mysql", 1, Databases.SINGLE);
        simulation.advance(Duration.ofSeconds(5));
        simulation.launch("i-b", "us-east-1b", "t3.micro");
        simulation.advance(Duration.ofSeconds(5));
        assertThat(databases.live())
                .extracting(Task::containerInstanceArn)
                .containsExactly(in("default").arn());
        simulation.fileServersAnswer(false);
        simulation.move("i-a", "other");
        simulation.advance(Duration.ofSeconds(30));
        assertThat(in("default").status()).isEqualTo(ContainerInstance.Status.INACTIVE);
        assertThat(in("other").placeable()).as("shut out, or about to be").isFalse();
        simulation.fileServersAnswer(true);
        simulation.advance(Duration.ofSeconds(10));
        assertThat(fence()).contains(Fence.State.LIFTED);
        assertThat(in("other").placeable()).isTrue();
        assertThat(databases.live()).hasSize(1).allMatch(Task::running);
        assertThat(databases.guard("/db").orElseThrow().holder().instanceId()).isEqualTo("i-b");
    }

    /** Rows of before: an older version left both of a machine. */
    @Test
    void aRegistrationThatFallsSilentDoesNotShutOutTheOther() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofSeconds(1));
        ContainerInstance present = in("default");
        ContainerInstance silent = ContainerInstance.registered(
                present.arn().replace("/default/", "/old/"),
                "old",
                "i-a",
                present.addresses(),
                present.registered(),
                present.attributes(),
                present.versionInfo(),
                simulation.now(),
                Map.of());
        simulation.store().transact(tx -> {
            tx.insert(EcsTables.CONTAINER_INSTANCES, silent);
            return silent;
        });
        simulation.advance(Duration.ofMinutes(2));
        assertThat(fence()).isEmpty();
        assertThat(in("old").inactive()).isTrue();
        assertThat(in("default").placeable()).isTrue();
    }

    /** As its own agent does when it is started again. */
    @Test
    void toRegisterAgainInTheSameClusterChangesNothing() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofSeconds(1));
        ContainerInstance before = in("default");
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_CONTAINER_INSTANCE,
                        RegisterContainerInstanceRequest.builder()
                                .instanceIdentityDocument("{\"instanceId\":\"i-a\"}")
                                .build());
        assertThat(in("default").arn()).isEqualTo(before.arn());
        assertThat(in("default").lost()).isFalse();
    }
}
