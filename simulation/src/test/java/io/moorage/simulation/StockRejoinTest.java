package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.CreateClusterRequest;
import io.moorage.awsmodels.ecs.DeregisterContainerInstanceRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterContainerInstanceRequest;
import io.moorage.ecs.agent.Transport;
import io.moorage.model.Fence;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.SharedTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an instance with the official agent, which has no lease and reports no boot, comes back (docs/agents.md, "What each can do"). */
class StockRejoinTest implements Transport {
    private final Simulation simulation = new Simulation(7);

    @BeforeEach
    void join() {
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_CLUSTER,
                        CreateClusterRequest.builder().build());
        simulation.launchPending("i-a", "us-east-1a", "t3.micro");
        connect(register(Optional.empty()));
        simulation.settle();
        assertThat(placeable()).isTrue();
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    @Override
    public void send(AcsMessage message) {}

    @Override
    public void close(int code, String reason) {}

    /** @param arn that the agent remembers */
    private String register(Optional<String> arn) {
        var registered = simulation
                .api()
                .call(
                        EcsOperations.REGISTER_CONTAINER_INSTANCE,
                        RegisterContainerInstanceRequest.builder()
                                .containerInstanceArn(arn.orElse(null))
                                .instanceIdentityDocument("{\"instanceId\":\"i-a\"}")
                                .attributes(List.of(new Attribute("ecs.os-type", "linux", null, null)))
                                .build())
                .containerInstance();
        return registered == null ? "" : String.valueOf(registered.containerInstanceArn());
    }

    private void connect(String arn) {
        assertThat(simulation
                        .sessions()
                        .connected(
                                simulation
                                        .store()
                                        .view()
                                        .find(EcsTables.CONTAINER_INSTANCES, arn)
                                        .orElseThrow(),
                                this))
                .isNotNull();
    }

    private ContainerInstance instance() {
        return simulation.store().view().all(EcsTables.CONTAINER_INSTANCES).stream()
                .filter(each -> !each.inactive())
                .findFirst()
                .orElseThrow();
    }

    private boolean placeable() {
        return instance().placeable();
    }

    private Optional<Fence.State> fence() {
        return simulation.store().view().find(SharedTables.FENCES, "i-a").map(Fence::state);
    }

    /** "its loss is noticed when the machine ends ... Started again, it is let in when its agent connects". */
    @Test
    void aMachineThatWasStoppedAndStartedIsBack() {
        simulation.kill("i-a");
        simulation.advance(Duration.ofSeconds(2));
        assertThat(instance().lost()).isTrue();
        assertThat(fence()).contains(Fence.State.LIFTED);
        simulation.startAgainPending("i-a");
        simulation.settle();
        assertThat(instance().lost()).as("nobody connected yet").isTrue();
        connect(register(Optional.of(instance().arn())));
        simulation.settle();
        assertThat(placeable()).isTrue();
    }

    @Test
    void aMachineRegisteredAnewWaitsForFileServersOnly() {
        simulation.fileServersAnswer(false);
        simulation.kill("i-a");
        simulation.advance(Duration.ofSeconds(2));
        simulation
                .api()
                .call(
                        EcsOperations.DEREGISTER_CONTAINER_INSTANCE,
                        DeregisterContainerInstanceRequest.builder()
                                .containerInstance(instance().arn())
                                .force(true)
                                .build());
        simulation.startAgainPending("i-a");
        connect(register(Optional.empty()));
        simulation.advance(Duration.ofSeconds(2));
        assertThat(placeable()).as("a file server may still hold what it held").isFalse();
        simulation.fileServersAnswer(true);
        simulation.advance(Duration.ofSeconds(2));
        assertThat(fence()).contains(Fence.State.LIFTED);
        assertThat(placeable()).isTrue();
    }
}
