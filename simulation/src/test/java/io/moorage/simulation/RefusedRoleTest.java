package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.RunTaskRequest;
import io.moorage.awsmodels.ecs.StartTaskRequest;
import io.moorage.ecs.events.ServiceActions;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import io.moorage.store.EcsTables;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role that cannot be assumed (ECS developer guide, "Amazon ECS service event messages"); in a simulation none can. */
class RefusedRoleTest {
    private static final String WORDS =
            "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/gone' that was"
                    + " provided for this task. Please verify that the role being passed has the proper trust relationship and"
                    + " permissions and that your IAM user has permissions to pass this role.";

    private final Simulation simulation = new Simulation(9);

    @BeforeEach
    void define() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofSeconds(1));
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        RegisterTaskDefinitionRequest.builder()
                                .family("app")
                                .taskRoleArn("gone")
                                .containerDefinitions(List.of(ContainerDefinition.builder()
                                        .name("a")
                                        .image("b")
                                        .memory(64)
                                        .build()))
                                .build());
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    /** "(service service-name) failed to launch a task with (error ...)", once for a cause. */
    @Test
    void aServiceTellsOfIt() {
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_SERVICE,
                        CreateServiceRequest.builder()
                                .serviceName("app")
                                .taskDefinition("app")
                                .desiredCount(1)
                                .build());
        simulation.advance(Duration.ofMinutes(5));
        Service app =
                simulation.store().view().all(EcsTables.SERVICES).iterator().next();
        List<ServiceEvent> told = app.events().stream()
                .filter(each -> each.message().contains("failed to launch"))
                .toList();
        assertThat(told)
                .extracting(ServiceEvent::message)
                .containsExactly("(service app) failed to launch a task with (error " + WORDS + ").");
        assertThat(ServiceActions.of(app, told.getFirst()))
                .extracting(ServiceActions.Action::name)
                .containsExactly("SERVICE_TASK_CONFIGURATION_FAILURE");
    }

    @Test
    void runTaskAndStartTaskAreRefused() {
        refused(() -> simulation
                .api()
                .call(
                        EcsOperations.RUN_TASK,
                        RunTaskRequest.builder().taskDefinition("app").build()));
        String instance = simulation
                .store()
                .view()
                .all(EcsTables.CONTAINER_INSTANCES)
                .iterator()
                .next()
                .arn();
        refused(() -> simulation
                .api()
                .call(
                        EcsOperations.START_TASK,
                        StartTaskRequest.builder()
                                .taskDefinition("app")
                                .containerInstances(List.of(instance))
                                .build()));
        assertThat(simulation.store().view().all(EcsTables.TASKS)).isEmpty();
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("ClientException"))
                .hasMessage(WORDS);
    }
}
