package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.DeploymentConfiguration;
import io.moorage.awsmodels.ecs.DeploymentController;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PlacementConstraint;
import io.moorage.awsmodels.ecs.PlacementStrategy;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * API_CreateService, availabilityZoneRebalancing: "when no value is specified [...] Amazon ECS defaults the value to ENABLED", for services
 * that it is there for (ECS guide, "Balancing an Amazon ECS service across Availability Zones").
 */
class RebalancingDefaultTest {
    private static final String ZONE = "attribute:ecs.availability-zone";

    private final Simulation simulation = new Simulation(7);

    @BeforeEach
    void define() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        RegisterTaskDefinitionRequest.builder()
                                .family("web")
                                .containerDefinitions(List.of(ContainerDefinition.builder()
                                        .name("web")
                                        .image("web")
                                        .memory(64)
                                        .build()))
                                .build());
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void servicesThatCanBeMovedAreBalanced() {
        assertThat(created("plain", each -> each)).isEqualTo("ENABLED");
        assertThat(created("spread", each -> each.placementStrategy(List.of(new PlacementStrategy("spread", ZONE)))))
                .isEqualTo("ENABLED");
        assertThat(created("no", each -> each.availabilityZoneRebalancing("DISABLED")))
                .isEqualTo("DISABLED");
    }

    @Test
    void othersAreNot() {
        assertThat(created("daemon", each -> each.schedulingStrategy("DAEMON").desiredCount(null)))
                .isEqualTo("DISABLED");
        assertThat(created("full", each -> each.deploymentConfiguration(limits(0, 100))))
                .isEqualTo("DISABLED");
        assertThat(created("packed", each -> each.placementStrategy(List.of(new PlacementStrategy("binpack", "cpu")))))
                .isEqualTo("DISABLED");
        assertThat(created(
                        "tied",
                        each -> each.placementConstraints(
                                List.of(new PlacementConstraint("memberOf", ZONE + " == us-east-1a")))))
                .isEqualTo("DISABLED");
        assertThat(created("external", each -> each.taskDefinition(null)
                        .deploymentController(new DeploymentController("EXTERNAL"))))
                .isEqualTo("DISABLED");
    }

    @Test
    void anUpdateThatLeavesNoRoomForItEndsItUnlessItAsksForIt() {
        created("plain", each -> each);
        assertThatThrownBy(() -> updated(
                        each -> each.availabilityZoneRebalancing("ENABLED").deploymentConfiguration(limits(0, 100))))
                .hasMessageContaining("maximumPercent greater than 100");
        assertThat(updated(each -> each)).as("what it was").isEqualTo("ENABLED");
        assertThat(updated(each -> each.deploymentConfiguration(limits(0, 100))))
                .isEqualTo("DISABLED");
    }

    private static DeploymentConfiguration limits(int minimum, int maximum) {
        return DeploymentConfiguration.builder()
                .minimumHealthyPercent(minimum)
                .maximumPercent(maximum)
                .build();
    }

    private String created(String name, UnaryOperator<CreateServiceRequest.Builder> change) {
        CreateServiceRequest request = change.apply(CreateServiceRequest.builder()
                        .serviceName(name)
                        .taskDefinition("web")
                        .desiredCount(1))
                .build();
        return Optional.ofNullable(simulation
                        .api()
                        .call(EcsOperations.CREATE_SERVICE, request)
                        .service())
                .map(each -> String.valueOf(each.availabilityZoneRebalancing()))
                .orElseThrow();
    }

    private String updated(UnaryOperator<UpdateServiceRequest.Builder> change) {
        UpdateServiceRequest request =
                change.apply(UpdateServiceRequest.builder().service("plain")).build();
        return Optional.ofNullable(simulation
                        .api()
                        .call(EcsOperations.UPDATE_SERVICE, request)
                        .service())
                .map(each -> String.valueOf(each.availabilityZoneRebalancing()))
                .orElseThrow();
    }
}
