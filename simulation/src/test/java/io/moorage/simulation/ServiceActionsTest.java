package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.ecs.events.EventDocuments;
import io.moorage.ecs.events.StateChanges;
import io.moorage.model.ecs.EcsArns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * ECS developer guide, "Amazon ECS service action events", "Amazon ECS service deployment state change events" and "Track Amazon ECS
 * Availability Zone rebalancing".
 */
class ServiceActionsTest {
    private final Simulation simulation = new Simulation(11);
    private final SchedulingOrders orders = new SchedulingOrders(simulation);
    private final EventDocuments documents = new EventDocuments(new EcsArns("us-east-1", "123456789012"));
    private final StateChanges changes = new StateChanges(simulation.store(), simulation::now);

    @BeforeEach
    void twoZones() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.launch("i-b", "us-east-1b", "t3.micro");
        define("web", 64);
        define("huge", 100_000);
        simulation.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        changes.close();
        simulation.close();
    }

    private void define(String family, int memory) {
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        RegisterTaskDefinitionRequest.builder()
                                .family(family)
                                .containerDefinitions(List.of(ContainerDefinition.builder()
                                        .name("a")
                                        .image("b")
                                        .memory(memory)
                                        .build()))
                                .build());
    }

    private List<JsonNode> actions() {
        return changes.after("").stream()
                .map(each -> (JsonNode) documents.of(
                        each.id(), each.change(), simulation.store().view()))
                .filter(each -> each.path("detail-type").asText().equals("ECS Service Action"))
                .map(each -> each.path("detail"))
                .toList();
    }

    private List<String> names(int count) {
        return await().atMost(Duration.ofSeconds(30)).until(this::actions, all -> all.size() >= count).stream()
                .map(each -> each.path("eventName").asText())
                .toList();
    }

    @Test
    void tasksThatMoveToAZoneThatCameBack() {
        orders.service("app", "web", 4, Map.of());
        simulation.advance(Duration.ofSeconds(2));
        simulation.kill("i-b");
        simulation.advance(Duration.ofSeconds(2));
        simulation.startAgain("i-b");
        simulation.advance(Duration.ofSeconds(8));
        assertThat(names(11))
                .containsExactly(
                        "SERVICE_DEPLOYMENT_IN_PROGRESS",
                        "SERVICE_DEPLOYMENT_COMPLETED",
                        "SERVICE_STEADY_STATE",
                        "SERVICE_STEADY_STATE",
                        "SERVICE_REBALANCING_STARTED",
                        "TASKS_STARTED",
                        "TASKS_STOPPED",
                        "TASKS_STARTED",
                        "TASKS_STOPPED",
                        "SERVICE_REBALANCING_COMPLETED",
                        "SERVICE_STEADY_STATE");
    }

    @Test
    void whatATaskSetIsToHaveAndHas() {
        orders.service("app", null, 2, Map.of("controller", "EXTERNAL"));
        simulation.settle();
        orders.createTaskSet("blue", "app", "web", "100", Map.of());
        simulation.advance(Duration.ofSeconds(2));
        orders.scaleTaskSet("app", "blue", "50");
        simulation.advance(Duration.ofSeconds(2));
        assertThat(names(8))
                .containsExactly(
                        "SERVICE_STEADY_STATE",
                        "SERVICE_DESIRED_COUNT_UPDATED",
                        "TASKSET_STEADY_STATE",
                        "SERVICE_STEADY_STATE",
                        "SERVICE_DESIRED_COUNT_UPDATED",
                        "TASKS_STOPPED",
                        "TASKSET_STEADY_STATE",
                        "SERVICE_STEADY_STATE");
    }

    /** "Example Service task placement failure event". */
    @Test
    void aTaskWithoutAPlaceIsToldWithWhatIsMissingWhere() {
        orders.service("app", "huge", 1, Map.of());
        simulation.advance(Duration.ofSeconds(2));
        assertThat(names(2)).contains("SERVICE_TASK_PLACEMENT_FAILURE");
        JsonNode failure = actions().getLast();
        assertThat(failure.path("eventType").asText()).isEqualTo("ERROR");
        assertThat(failure.path("reason").asText()).isEqualTo("RESOURCE:MEMORY");
        assertThat(failure.path("containerInstanceArns")).hasSize(1);
        assertThat(failure.path("containerInstanceArns").path(0).asText())
                .startsWith("arn:aws:ecs:us-east-1:123456789012:container-instance/default/");
        assertThat(failure.path("clusterArn").asText()).isEqualTo("arn:aws:ecs:us-east-1:123456789012:cluster/default");
    }
}
