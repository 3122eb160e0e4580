package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.ecs.decide.ClusterMetrics;
import io.moorage.ecs.decide.ClusterMetrics.Used;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.StatisticSet;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ECS developer guide, "Amazon ECS CloudWatch metrics": how utilisation and reservation are calculated. */
class ClusterMetricsTest {
    private final Simulation simulation = new Simulation(5);

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void reservationAndUtilisation() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.launch("i-b", "us-east-1b", "t3.micro");
        simulation.settle();
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        RegisterTaskDefinitionRequest.builder()
                                .family("web")
                                .containerDefinitions(List.of(ContainerDefinition.builder()
                                        .name("web")
                                        .image("httpd")
                                        .cpu(512)
                                        .memory(128)
                                        .build()))
                                .build());
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_SERVICE,
                        CreateServiceRequest.builder()
                                .serviceName("web")
                                .taskDefinition("web")
                                .desiredCount(2)
                                .build());
        simulation.settle();
        List<Task> tasks = List.copyOf(simulation.store().view().all(EcsTables.TASKS));
        assertThat(tasks).hasSize(2);
        double memory = simulation.store().view().all(EcsTables.CONTAINER_INSTANCES).stream()
                .map(ContainerInstance::registered)
                .mapToInt(registered -> registered.memory())
                .sum();
        Map<String, Used> used = new HashMap<>();
        assertThat(metric(used, "CPUReservation", false))
                .hasValueSatisfying(values -> assertThat(values.average()).isEqualTo(100 * 1024 / 4096.0));
        assertThat(metric(used, "MemoryReservation", false))
                .hasValueSatisfying(values -> assertThat(values.average()).isCloseTo(100 * 256 / memory, within(1e-9)));
        assertThat(metric(used, "CPUUtilization", false))
                .as("no agent has told")
                .isEmpty();

        // A quarter and three quarters of a core: half of and one and a half of what is reserved.
        used.put(tasks.get(0).arn(), new Used(25, 64));
        used.put(tasks.get(1).arn(), new Used(75, 32));
        assertThat(metric(used, "CPUUtilization", true)).contains(new StatisticSet(2, 200, 50, 150));
        assertThat(metric(used, "MemoryUtilization", true)).contains(new StatisticSet(2, 75, 25, 50));
        assertThat(metric(used, "CPUUtilization", false))
                .hasValueSatisfying(values -> assertThat(values.average()).isEqualTo(25));

        simulation.kill("i-a");
        simulation.settle();
        assertThat(metric(Map.of(), "CPUReservation", false)).hasValueSatisfying(values -> assertThat(values.average())
                .as("what is lost is no capacity")
                .isEqualTo(50));
    }

    private Optional<StatisticSet> metric(Map<String, Used> used, String name, boolean ofService) {
        return ClusterMetrics.of(simulation.store().view(), used, simulation.now()).stream()
                .filter(datum -> datum.metric().name().equals(name))
                .filter(datum -> datum.metric()
                        .dimensions()
                        .equals(
                                ofService
                                        ? Map.of("ClusterName", "default", "ServiceName", "web")
                                        : Map.of("ClusterName", "default")))
                .map(MetricDatum::values)
                .findFirst();
    }
}
