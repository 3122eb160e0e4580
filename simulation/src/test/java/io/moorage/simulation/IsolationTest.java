package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PlacementConstraint;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be done for one service or one instance is done for all others, and for itself as soon as it can be. */
class IsolationTest {
    private final Simulation simulation = new Simulation(7);

    @BeforeEach
    void twoServicesOnMachinesOfTheirOwn() {
        simulation.trustWakeUps();
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.launch("i-b", "us-east-1b", "t3.micro");
        simulation.advance(Duration.ofSeconds(1));
        service("a", "i-a");
        service("b", "i-b");
        simulation.advance(Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void aServiceThatCannotBeDecidedKeepsNoOtherFromItsTasks() {
        TaskDefinition lost = lose("a:1");
        scale("a", 2);
        scale("b", 2);
        simulation.advance(Duration.ofSeconds(2));
        assertThat(running("a")).isEqualTo(1);
        assertThat(running("b")).isEqualTo(2);

        find(lost);
        simulation.advance(Duration.ofSeconds(2));
        assertThat(running("a")).as("tried again").isEqualTo(2);
    }

    @Test
    void anInstanceThatCannotBeToldItsTasksKeepsNoOtherFromThem() {
        simulation.cut("i-a");
        scale("a", 2);
        simulation.settle();
        TaskDefinition lost = lose("a:1");
        simulation.heal("i-a");
        scale("b", 2);
        simulation.advance(Duration.ofSeconds(2));
        assertThat(running("a")).isEqualTo(1);
        assertThat(running("b")).isEqualTo(2);

        find(lost);
        simulation.advance(Duration.ofSeconds(2));
        assertThat(running("a")).as("tried again").isEqualTo(2);
    }

    private void service(String name, String machine) {
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        RegisterTaskDefinitionRequest.builder()
                                .family(name)
                                .containerDefinitions(List.of(ContainerDefinition.builder()
                                        .name("main")
                                        .image("web")
                                        .memory(64)
                                        .build()))
                                .build());
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_SERVICE,
                        CreateServiceRequest.builder()
                                .serviceName(name)
                                .taskDefinition(name)
                                .desiredCount(1)
                                .placementConstraints(
                                        List.of(new PlacementConstraint("memberOf", "ec2InstanceId == " + machine)))
                                .build());
    }

    private void scale(String service, int count) {
        simulation
                .api()
                .call(
                        EcsOperations.UPDATE_SERVICE,
                        UpdateServiceRequest.builder()
                                .service(service)
                                .desiredCount(count)
                                .build());
    }

    /** A row is missing that nothing in the API takes away while it is needed. */
    private TaskDefinition lose(String key) {
        simulation.tolerateFailures();
        return simulation.store().transact(tx -> {
            TaskDefinition lost = tx.find(EcsTables.TASK_DEFINITIONS, key).orElseThrow();
            tx.delete(EcsTables.TASK_DEFINITIONS, key);
            return lost;
        });
    }

    private void find(TaskDefinition lost) {
        simulation.store().transact(tx -> {
            tx.insert(EcsTables.TASK_DEFINITIONS, lost);
            return lost;
        });
    }

    private long running(String service) {
        return simulation.store().view().all(EcsTables.TASKS).stream()
                .filter(each -> each.group().equals("service:" + service))
                .filter(Task::running)
                .count();
    }
}
