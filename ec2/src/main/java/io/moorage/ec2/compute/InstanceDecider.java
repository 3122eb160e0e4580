package io.moorage.ec2.compute;

import io.moorage.ec2.instance.InstanceDriver.Machine;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.StateReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares instances with their machines, and says what to do next about each. Pure. */
final class InstanceDecider {
    /** As long as EC2 lets an instance's operating system take ("Stop and start your instances"), but bounded. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration TERMINATION_GRACE = Duration.ofSeconds(10);

    /** "Terminated instances remain visible after termination (for approximately one hour)" (TerminateInstances). */
    private static final Duration VISIBLE = Duration.ofHours(1);

    /** The kernel ends the first process of a container that halts itself with SIGINT (reboot(2)). */
    private static final int HALTED = 128 + 2;

    private static final int REBOOTED = 128 + 1;

    private InstanceDecider() {}

    /**
     * What is the case.
     *
     * @param machines every one of this Moorage, by instance id
     * @param plugged instances that are on their network
     * @param started boots that this process has started, as {@link #boot} names them
     */
    record Reality(Map<String, Machine> machines, Set<String> plugged, Set<String> started, Instant now) {}

    /** A boot of an instance. */
    static String boot(Instance instance) {
        return instance.id() + " " + instance.bootCount();
    }

    static List<InstanceStep> decide(Collection<Instance> instances, Reality reality) {
        var steps = new ArrayList<InstanceStep>();
        var known = new HashSet<String>();
        for (Instance each : instances) {
            known.add(each.id());
            decide(each, Optional.ofNullable(reality.machines().get(each.id())), reality)
                    .ifPresent(steps::add);
        }
        reality.machines().keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> steps.add(new InstanceStep.Remove(id)));
        return steps;
    }

    private static Optional<InstanceStep> decide(Instance row, Optional<Machine> machine, Reality reality) {
        boolean up = machine.filter(Machine::running).isPresent();
        Instant now = reality.now();
        return switch (row.state()) {
            case PENDING -> pending(row, up, reality);
            case RUNNING ->
                up
                        ? Optional.of(row).filter(Instance::reboot).map(InstanceStep.Reboot::new)
                        : Optional.of(died(row, machine, now));
            case STOPPING ->
                Optional.of(
                        up
                                ? new InstanceStep.Stop(row.id(), GRACE)
                                : new InstanceStep.Become(row, row.stopped(Optional.empty(), now)));
            case STOPPED -> up ? Optional.of(new InstanceStep.Stop(row.id(), Duration.ZERO)) : Optional.empty();
            case SHUTTING_DOWN ->
                Optional.of(
                        up
                                ? new InstanceStep.Stop(row.id(), TERMINATION_GRACE)
                                : new InstanceStep.Become(row, row.terminated(now)));
            case TERMINATED -> terminated(row, machine, now);
        };
    }

    private static Optional<InstanceStep> pending(Instance row, boolean up, Reality reality) {
        if (up) {
            return reality.plugged().contains(row.id())
                    ? Optional.of(new InstanceStep.Become(row, row.running(reality.now())))
                    : Optional.empty();
        }
        return Optional.of(
                reality.started().contains(boot(row))
                        ? new InstanceStep.Become(
                                row, failed(row, "The instance died before it was on the network", reality.now()))
                        : new InstanceStep.Start(row));
    }

    private static InstanceStep died(Instance row, Optional<Machine> machine, Instant now) {
        int exit = machine.map(each -> each.exitCode().orElse(-1)).orElse(-1);
        if (row.reboot() || exit == REBOOTED) {
            return new InstanceStep.Reboot(row);
        }
        if (exit == 0 || exit == HALTED) {
            return new InstanceStep.Become(
                    row,
                    row.launch().terminateOnShutdown()
                            ? row.shuttingDown(StateReason.INSTANCE_SHUTDOWN, now)
                            : row.stopped(Optional.of(StateReason.INSTANCE_SHUTDOWN), now));
        }
        return new InstanceStep.Become(
                row,
                row.died(StateReason.LOST_POWER, machine.flatMap(Machine::ended).orElse(now), now));
    }

    /** A first boot that fails ends the instance; a later one leaves it stopped, with its disk. */
    static Instance failed(Instance row, String why, Instant now) {
        StateReason reason = StateReason.launchFailed(why);
        return row.bootCount() == 1 ? row.shuttingDown(reason, now) : row.stopped(Optional.of(reason), now);
    }

    /** Whoever waits for its end has waited long enough when it stands still: its disks go after that. */
    private static Optional<InstanceStep> terminated(Instance row, Optional<Machine> machine, Instant now) {
        if (machine.isPresent()) {
            return Optional.of(new InstanceStep.Remove(row.id()));
        }
        return row.changed().plus(VISIBLE).isBefore(now)
                ? Optional.of(new InstanceStep.Forget(row.id()))
                : Optional.empty();
    }
}
