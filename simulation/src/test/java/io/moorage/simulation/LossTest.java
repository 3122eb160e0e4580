package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.agentwire.acs.HeartbeatMessage;
import io.moorage.ecs.agent.Transport;
import io.moorage.model.Fence;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.SharedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is ordered when an instance is lost (design.md, section 6, step 2). */
class LossTest {
    private final Simulation simulation = new Simulation(4);

    @AfterEach
    void close() {
        simulation.close();
    }

    /** VPC user guide, "VPC CIDR blocks": addresses of different VPCs may overlap. */
    @Test
    void aFenceNamesTheVpcItsAddressesAreOf() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        simulation.kill("i-a");
        simulation.settle();
        assertThat(simulation.store().view().find(SharedTables.FENCES, "i-a").flatMap(Fence::vpcId))
                .contains("vpc-1");
    }

    /** What boots next mounts its file systems before its agent runs, so the fence must not wait for the agent. */
    @Test
    void theFenceIsLiftedWhenTheMachineIsOff() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        simulation.kill("i-a");
        simulation.settle();
        assertThat(simulation.store().view().find(SharedTables.FENCES, "i-a").map(Fence::state))
                .contains(Fence.State.LIFTED);
    }

    @Test
    void theFenceOfAMachineThatMayRunOnStays() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        simulation.cut("i-a");
        simulation.advance(Duration.ofMinutes(2));
        assertThat(simulation.store().view().find(SharedTables.FENCES, "i-a").map(Fence::state))
                .contains(Fence.State.CONFIRMED);
        simulation.kill("i-a");
        simulation.settle();
        assertThat(simulation.store().view().find(SharedTables.FENCES, "i-a").map(Fence::state))
                .contains(Fence.State.LIFTED);
    }

    /** docs/agents.md: it is shown "for as long as a fence shuts its machine out", however late file servers answer. */
    @Test
    void theRowOfAFencedMachineStaysUntilItsFenceIsLifted() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofMinutes(61));
        simulation.fileServersAnswer(false);
        simulation.terminate("i-a");
        simulation.advance(Duration.ofMinutes(62));
        simulation.forget("i-a");
        simulation.fileServersAnswer(true);
        simulation.advance(Duration.ofSeconds(65));
        assertThat(simulation.store().view().find(SharedTables.FENCES, "i-a").map(Fence::state))
                .contains(Fence.State.LIFTED);
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES)).isEmpty();
    }

    /** docs/agents.md: "It is shown as INACTIVE for an hour", whenever it was registered. */
    @Test
    void aDeregisteredInstanceIsShownForAnHour() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofMinutes(61));
        simulation.terminate("i-a");
        simulation.advance(Duration.ofMinutes(58));
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES))
                .hasSize(1)
                .allMatch(ContainerInstance::inactive);
        simulation.advance(Duration.ofMinutes(3));
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES)).isEmpty();
    }

    /** design.md, section 6: every wait has a bound, whatever the clock is set to. */
    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        simulation.setClock(Duration.ofHours(-3));
        simulation.advance(Duration.ofSeconds(30));
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES))
                .as("its agent hears heartbeats and is heard")
                .noneMatch(ContainerInstance::lost);
        simulation.cut("i-a");
        simulation.advance(Duration.ofSeconds(30));
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES)).allMatch(ContainerInstance::lost);
    }

    /** An agent that speaks while a round is under way was heard after that round began: it is there all the more. */
    @Test
    void anAgentThatIsHeardDuringALookIsNotSilent() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            // After what is due every quarter of a second, and later than the last round.
            simulation.advance(Duration.ofSeconds(1));
            simulation.hear("i-a", Duration.ofMillis(400));
            simulation.roundThatBegan(Duration.ofMillis(100));
            assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES))
                    .noneMatch(ContainerInstance::lost);
        }
    }

    /** Each is longer than a lease has heartbeats: the disk of the control plane is slow, or much is lost at once. */
    @Test
    void slowRoundsHideNoLossAndMakeNone() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.launch("i-b", "us-east-1b", "t3.micro");
        simulation.settle();
        simulation.cut("i-b");
        for (int i = 0; i < 8; i++) {
            simulation.roundThatLasts(Duration.ofSeconds(3));
        }
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES))
                .hasSize(2)
                .allSatisfy(each ->
                        assertThat(each.lost()).isEqualTo(each.ec2InstanceId().equals("i-b")));
    }

    /** docs/scheduling.md: a round that takes long ends no lease; one that does not end promises nothing any more. */
    @Test
    void heartbeatsGoOnDuringARoundUntilItIsTakenForStuck() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        simulation.freeze("i-a");
        Instant began = simulation.now();
        List<Duration> heard = new ArrayList<>();
        simulation
                .sessions()
                .connected(
                        simulation
                                .store()
                                .view()
                                .all(EcsTables.CONTAINER_INSTANCES)
                                .iterator()
                                .next(),
                        new Transport() {
                            @Override
                            public void send(AcsMessage message) {
                                if (message instanceof HeartbeatMessage) {
                                    heard.add(Duration.between(began, simulation.now()));
                                }
                            }

                            @Override
                            public void close(int code, String reason) {}
                        });
        simulation.roundThatLasts(Duration.ofMinutes(3));
        assertThat(heard).hasSize(61).last().isEqualTo(Duration.ofMinutes(1));
        for (int i = 1; i < heard.size(); i++) {
            assertThat(heard.get(i).minus(heard.get(i - 1))).isEqualTo(Duration.ofSeconds(1));
        }
    }

    /** Agents could not be heard meanwhile, whichever thread goes on first. */
    @Test
    void aServerThatStoodStillLosesNobody() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofSeconds(30));
        simulation.standStill(Duration.ofMinutes(5));
        simulation.advance(Duration.ofSeconds(5));
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES)).noneMatch(ContainerInstance::lost);
    }

    @Test
    void aClockThatIsSetForwardLosesNobody() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        simulation.setClock(Duration.ofHours(3));
        simulation.advance(Duration.ofSeconds(30));
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES)).noneMatch(ContainerInstance::lost);
    }

    /** Its connection never broke: nobody but the server can end it. */
    @Test
    void aMachineThatStoodStillComesBack() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.settle();
        simulation.freeze("i-a");
        simulation.advance(Duration.ofMinutes(2));
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES)).allMatch(ContainerInstance::lost);
        simulation.thaw("i-a");
        simulation.advance(Duration.ofSeconds(30));
        assertThat(simulation.store().view().all(EcsTables.CONTAINER_INSTANCES))
                .hasSize(1)
                .allMatch(each -> each.agentConnected() && !each.lost());
        assertThat(simulation.store().view().find(SharedTables.FENCES, "i-a").map(Fence::state))
                .contains(Fence.State.LIFTED);
    }
}
