package io.moorage.ec2.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.ec2.compute.InstanceDecider.Reality;
import io.moorage.ec2.compute.InstanceStep.Become;
import io.moorage.ec2.compute.InstanceStep.Forget;
import io.moorage.ec2.compute.InstanceStep.Reboot;
import io.moorage.ec2.compute.InstanceStep.Remove;
import io.moorage.ec2.compute.InstanceStep.Start;
import io.moorage.ec2.compute.InstanceStep.Stop;
import io.moorage.ec2.instance.InstanceDriver.Machine;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.StateReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from an instance and its machine. */
class InstanceDeciderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final String ID = "i-0123456789abcdef0";
    private static final Optional<Machine> UP = Optional.of(new Machine(ID, 77));
    private static final Optional<Machine> NONE = Optional.empty();

    private final Instance pending = Instance.pending(ID, launch(false), "eni-1", NOW, Map.of());
    private final Instance running = pending.running(NOW);

    @Test
    void aPendingInstanceIsStartedOnceAndRunsWhenItIsOnItsNetwork() {
        assertThat(decide(pending, NONE, false, false)).isEqualTo(new Start(pending));
        assertThat(decide(pending, UP, false, true)).isNull();
        assertThat(decide(pending, UP, true, true)).isEqualTo(new Become(pending, running));
    }

    @Test
    void aFirstBootThatDiesEndsTheInstanceAndALaterOneStopsIt() {
        assertThat(after(decide(pending, ended(1), false, true)).state()).isEqualTo(InstanceState.SHUTTING_DOWN);
        Instance again =
                running.stopped(Optional.of(StateReason.LOST_POWER), NOW).startedAgain(NOW);
        assertThat(after(decide(again, ended(1), false, true)).state()).isEqualTo(InstanceState.STOPPED);
        assertThat(decide(again, ended(137), false, false)).isEqualTo(new Start(again));
    }

    @Test
    void howAMachineEndedSaysWhatBecomesOfItsInstance() {
        assertThat(after(decide(running, ended(137), false, true)).reason()).contains(StateReason.LOST_POWER);
        assertThat(after(decide(running, NONE, false, true)).reason()).contains(StateReason.LOST_POWER);
        assertThat(after(decide(running, ended(0), false, true)).reason()).contains(StateReason.INSTANCE_SHUTDOWN);
        assertThat(decide(running, ended(Machine.REBOOT), false, true)).isEqualTo(new Reboot(running));
        Instance ends =
                Instance.pending(ID, launch(true), "eni-1", NOW, Map.of()).running(NOW);
        assertThat(after(decide(ends, ended(0), false, true)).state()).isEqualTo(InstanceState.SHUTTING_DOWN);
    }

    @Test
    void whatWasAskedForIsDone() {
        assertThat(decide(running, UP, true, true)).isNull();
        Instance reboot = running.rebootRequested();
        assertThat(decide(reboot, UP, true, true)).isEqualTo(new Reboot(reboot));
        assertThat(decide(reboot, ended(0), true, true)).as("in the middle").isEqualTo(new Reboot(reboot));
        Instance stopping = running.stopping(StateReason.USER_SHUTDOWN, NOW);
        assertThat(decide(stopping, UP, true, true)).isEqualTo(new Stop(ID, InstanceDecider.GRACE));
        assertThat(after(decide(stopping, ended(0), true, true)).reason()).contains(StateReason.USER_SHUTDOWN);
        Instance ending = running.shuttingDown(StateReason.USER_SHUTDOWN, NOW);
        assertThat(decide(ending, UP, true, true)).isInstanceOf(Stop.class);
        assertThat(after(decide(ending, ended(0), true, true)).state())
                .as("nobody waits for its disks to go")
                .isEqualTo(InstanceState.TERMINATED);
        assertThat(after(decide(ending, NONE, true, true)).state()).isEqualTo(InstanceState.TERMINATED);
    }

    @Test
    void whatShouldNotBeThereIsRemoved() {
        Instance stopped = running.stopped(Optional.of(StateReason.LOST_POWER), NOW);
        assertThat(decide(stopped, UP, true, true)).isEqualTo(new Stop(ID, Duration.ZERO));
        assertThat(decide(stopped, ended(137), true, true)).isNull();
        Instance dead = running.shuttingDown(StateReason.USER_SHUTDOWN, NOW).terminated(NOW);
        assertThat(decide(dead, UP, true, true)).isEqualTo(new Remove(ID));
        assertThat(decide(dead, ended(0), true, true)).isEqualTo(new Remove(ID));
        assertThat(decide(dead, NONE, true, true)).isNull();
        assertThat(InstanceDecider.decide(List.of(), reality(UP, true, true, NOW)))
                .containsExactly(new Remove(ID));
        assertThat(InstanceDecider.decide(List.of(dead), reality(NONE, true, true, NOW.plus(Duration.ofMinutes(61)))))
                .containsExactly(new Forget(ID));
    }

    /** The engine saw when its process ended; the loop looks later. */
    @Test
    void aMachineThatDiedEndedWhenItsDriverSawIt() {
        Instant died = NOW.minusMillis(400);
        Machine machine = new Machine(ID, 0, OptionalInt.of(137), Optional.of(died));
        Instance row = after(decide(running, Optional.of(machine), true, true));
        assertThat(row.reason()).contains(StateReason.LOST_POWER);
        assertThat(row.ended()).contains(died);
        assertThat(after(decide(running, ended(137), true, true)).ended()).contains(NOW);
    }

    private static Instance after(InstanceStep step) {
        assertThat(step).isInstanceOf(Become.class);
        return ((Become) step).after();
    }

    @SuppressWarnings("NullAway") // Null stands for no step in these tables.
    private static InstanceStep decide(Instance instance, Optional<Machine> machine, boolean plugged, boolean started) {
        List<InstanceStep> steps = InstanceDecider.decide(
                List.of(instance),
                new Reality(
                        machine.map(each -> Map.of(ID, each)).orElse(Map.of()),
                        plugged ? Set.of(ID) : Set.of(),
                        started ? Set.of(InstanceDecider.boot(instance)) : Set.of(),
                        NOW));
        assertThat(steps).hasSizeLessThanOrEqualTo(1);
        return steps.isEmpty() ? null : steps.getFirst();
    }

    private static Reality reality(Optional<Machine> machine, boolean plugged, boolean started, Instant now) {
        return new Reality(
                machine.map(each -> Map.of(ID, each)).orElse(Map.of()),
                plugged ? Set.of(ID) : Set.of(),
                started ? Set.of(ID + " 1") : Set.of(),
                now);
    }

    private static Optional<Machine> ended(int exitCode) {
        return Optional.of(new Machine(ID, 0, OptionalInt.of(exitCode), Optional.empty()));
    }

    private static Instance.Launch launch(boolean terminateOnShutdown) {
        return Instance.Launch.of("r-1", "ami-1", "t2.micro", "vpc-1", "subnet-1", "us-east-1a")
                .edit()
                .terminateOnShutdown(terminateOnShutdown)
                .build();
    }
}
