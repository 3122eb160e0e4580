package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.RunTaskRequest;
import io.moorage.awsmodels.ecs.RunTaskResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API_CreateService and API_DeploymentConfiguration give no upper bound of desiredCount and maximumPercent. */
class LargeNumbersTest {
    /** A machine of 2,048 CPU units has room for twenty tasks of 100. */
    @ParameterizedTest
    @CsvSource({"4, 2000000000, 4", "50, 100000000, 20", "2147483647, 200, 20", "2147483647, 2147483647, 20"})
    void whatHasRoomIsStarted(int desired, int maximumPercent, int running) {
        String played =
                Scenario.play("> launch i-a us-east-1a t3.large\n> advance 1s\n> define web web\n> service s web "
                        + desired + " min=50 max=" + maximumPercent + "\n> advance 20s\n");
        assertThat(played.lines().filter(each -> each.endsWith(": RUNNING"))).hasSize(running);
    }

    /** Four run; ECS guide, "Rolling update": as many may be started beside them as the maximum percent allows. */
    @ParameterizedTest
    @CsvSource({"200", "2000000000", "2147483647"})
    void aDeploymentStartsAllBesideTheOld(int maximumPercent) {
        String played =
                Scenario.play("> launch i-a us-east-1a t3.large\n> advance 1s\n> define web web\n> define web newer\n"
                        + "> service s web:1 4 max=" + maximumPercent
                        + "\n> advance 5s\n> update s task=web:2\n> advance 20s\n");
        assertThat(played.substring(played.indexOf("> update")))
                .contains("has started 4 tasks", "deployment completed.");
    }

    /** ECS guide, "Task size": what the containers ask for adds up, to more than an int holds if it must. */
    @Test
    void whatContainersReserveAddsUp() {
        try (Simulation simulation = new Simulation(7)) {
            simulation.launch("i-a", "us-east-1a", "t3.large");
            simulation.advance(Duration.ofSeconds(1));
            ContainerDefinition.Builder large =
                    ContainerDefinition.builder().image("httpd").memory(Integer.MAX_VALUE);
            simulation
                    .api()
                    .call(
                            EcsOperations.REGISTER_TASK_DEFINITION,
                            RegisterTaskDefinitionRequest.builder()
                                    .family("large")
                                    .containerDefinitions(List.of(
                                            large.name("a").build(),
                                            large.name("b").build()))
                                    .build());
            RunTaskResponse answer = simulation
                    .api()
                    .call(
                            EcsOperations.RUN_TASK,
                            RunTaskRequest.builder().taskDefinition("large").build());
            assertThat(answer.failures()).extracting(Failure::reason).containsExactly("RESOURCE:MEMORY");
        }
    }
}
