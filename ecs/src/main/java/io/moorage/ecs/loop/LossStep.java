package io.moorage.ecs.loop;

import io.moorage.ecs.decide.LostTasks;
import io.moorage.ecs.decide.Rejoin;
import io.moorage.model.Failover;
import io.moorage.model.Fence;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes instances through their loss: fenced, their tasks written off, and let in again. Those that are lost together take each step
 * together: a commit is waited for once, not once for each.
 */
public final class LossStep {
    private final Store store;
    private final TaskWrites writes;

    public LossStep(Store store, TaskWrites writes) {
        this.store = store;
        this.writes = writes;
    }

    /**
     * By what a loss was noticed.
     *
     * @param lastHeard its agent
     */
    public record Notice(Failover.Sign sign, Optional<Instant> lastHeard, Instant now) {}

    /** The instances of these ARNs are lost: their fences are requested in the same transaction. */
    void lose(Map<String, Notice> gone) {
        if (!gone.isEmpty()) {
            store.transact(tx -> {
                gone.forEach((arn, notice) -> tx.find(EcsTables.CONTAINER_INSTANCES, arn)
                        .filter(each -> !each.lost())
                        .ifPresent(each -> lose(tx, each, notice)));
                return gone;
            });
        }
    }

    /**
     * As {@link #lose(Map)}, for one and within a transaction. A machine that is there under another registration is shut out only for
     * tasks that share directories; it then takes the way back with that one.
     */
    public static ContainerInstance lose(Transaction tx, ContainerInstance instance, Notice notice) {
        List<ContainerInstance> present = presentOtherwise(tx, instance);
        if (present.isEmpty()
                || is(ec2(tx, instance), InstanceState.TERMINATED)
                || is(ec2(tx, instance), InstanceState.STOPPED)) {
            return fence(tx, instance, notice);
        }
        return leave(tx, instance.deregistered(notice.now()), notice);
    }

    /** The machine of this instance is there under another registration, or about to be. */
    public static ContainerInstance leave(Transaction tx, ContainerInstance inactive, Notice notice) {
        if (live(tx, inactive).stream().anyMatch(Task::sharesDirectories)) {
            ContainerInstance lost = fence(tx, inactive, notice);
            presentOtherwise(tx, inactive)
                    .forEach(each -> tx.update(EcsTables.CONTAINER_INSTANCES, each.lost(lost.lossEpoch())));
            return lost;
        }
        ContainerInstance gone = inactive.lost(inactive.lossEpoch());
        tx.update(EcsTables.CONTAINER_INSTANCES, gone);
        return gone;
    }

    private static List<ContainerInstance> presentOtherwise(ReadView view, ContainerInstance instance) {
        return registrations(view, instance.ec2InstanceId()).stream()
                .filter(each -> !each.arn().equals(instance.arn()))
                .filter(each -> !each.inactive() && !each.lost() && each.agentConnected())
                .toList();
    }

    static Collection<ContainerInstance> registrations(ReadView view, String machine) {
        return view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_EC2_INSTANCE, machine);
    }

    private static ContainerInstance fence(Transaction tx, ContainerInstance instance, Notice notice) {
        Set<String> addresses = new TreeSet<>(instance.addresses());
        addresses.addAll(addressesOf(tx, instance.ec2InstanceId()));
        Optional<Instance> machine = ec2(tx, instance);
        Optional<String> vpcId = machine.map(each -> each.launch().vpcId());
        int boot = machine.map(Instance::bootCount).orElse(0);
        Fence fence = tx.find(SharedTables.FENCES, instance.ec2InstanceId())
                .map(each -> each.again(vpcId, boot, addresses))
                .orElseGet(() -> Fence.first(instance.ec2InstanceId(), vpcId, boot, addresses));
        tx.put(SharedTables.FENCES, fence);
        ContainerInstance lost = instance.lost(fence.epoch());
        if (is(machine, InstanceState.TERMINATED)) {
            lost = lost.deregistered(notice.now());
        }
        tx.update(EcsTables.CONTAINER_INSTANCES, lost);
        tx.put(SharedTables.FAILOVERS, failover(tx, lost, machine, notice, addresses));
        return lost;
    }

    private static Failover failover(
            ReadView view, ContainerInstance lost, Optional<Instance> machine, Notice notice, Set<String> addresses) {
        return new Failover(
                lost.ec2InstanceId(),
                lost.lossEpoch(),
                lost.clusterName(),
                lost.arn(),
                notice.sign(),
                machine.flatMap(Instance::ended),
                notice.lastHeard(),
                notice.now(),
                Optional.empty(),
                addresses,
                List.of(),
                live(view, lost).stream()
                        .sorted(Comparator.comparing(Task::arn))
                        .map(each -> new Failover.Moved(
                                each.arn(),
                                each.group(),
                                each.serviceArn(),
                                each.sharesDirectories(),
                                "",
                                Optional.empty(),
                                Optional.empty()))
                        .toList());
    }

    /** The private addresses that EC2 gave to an instance. */
    public static Set<String> addressesOf(ReadView view, String ec2InstanceId) {
        return view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_OWNER, ec2InstanceId).stream()
                .map(NetworkInterface::privateAddress)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Writes off what may be written off by now. */
    void writeOff(Collection<ContainerInstance> lost, Instant now) {
        ReadView view = store.view();
        List<ContainerInstance> holding =
                lost.stream().filter(each -> !toWriteOff(view, each).isEmpty()).toList();
        if (!holding.isEmpty()) {
            store.transact(tx -> {
                holding.forEach(each -> writeOff(tx, each, now));
                return holding;
            });
        }
        settle(lost, now);
    }

    private void writeOff(Transaction tx, ContainerInstance lost, Instant now) {
        Stop why = Stop.hostGone(lost.ec2InstanceId(), verb(ec2(tx, lost)));
        toWriteOff(tx, lost).forEach(each -> writes.save(tx, each, each.gone(why, now), now));
    }

    /**
     * Takes lost instances a step on their way back. Returns those that have to be told to stop what they hold, which is for the caller
     * to say.
     *
     * @param reportedBoot of an instance by its ARN; empty while its agent has not reported on the present connection
     */
    List<ContainerInstance> rejoin(
            Collection<ContainerInstance> lost, Function<String, Optional<String>> reportedBoot) {
        ReadView view = store.view();
        Map<Rejoin.Step, List<ContainerInstance>> steps =
                lost.stream().collect(Collectors.groupingBy(each -> step(view, each, reportedBoot.apply(each.arn()))));
        List<ContainerInstance> moving = Stream.of(Rejoin.Step.LIFT, Rejoin.Step.ADMIT)
                .flatMap(each -> steps.getOrDefault(each, List.of()).stream())
                .toList();
        if (!moving.isEmpty()) {
            store.transact(tx -> {
                moving.forEach(each -> rejoin(tx, each.arn(), reportedBoot.apply(each.arn())));
                return moving;
            });
        }
        return steps.getOrDefault(Rejoin.Step.STOP_AND_CONFIRM, List.of());
    }

    private static void rejoin(Transaction tx, String instanceArn, Optional<String> reportedBoot) {
        ContainerInstance now =
                tx.find(EcsTables.CONTAINER_INSTANCES, instanceArn).orElseThrow();
        Rejoin.Step step = now.lost() ? step(tx, now, reportedBoot) : Rejoin.Step.WAIT;
        if (step == Rejoin.Step.LIFT) {
            lift(tx, now.ec2InstanceId());
        } else if (step == Rejoin.Step.ADMIT) {
            ContainerInstance present = now.present();
            tx.update(
                    EcsTables.CONTAINER_INSTANCES,
                    reportedBoot.map(present::booted).orElse(present));
        }
    }

    /** Its agent confirmed that nothing from before the loss is left on it. */
    void confirmed(String instanceArn, long epoch) {
        store.transact(tx -> {
            tx.find(EcsTables.CONTAINER_INSTANCES, instanceArn)
                    .filter(each -> each.lost() && each.lossEpoch() == epoch)
                    .filter(each -> live(tx, each).isEmpty())
                    .ifPresent(each -> lift(tx, each.ec2InstanceId()));
            return epoch;
        });
    }

    /**
     * A machine that is off needs no agent's word: when its tasks are gone too, its addresses are let in, for another or for its
     * next boot, which mounts before its agent runs. One that is gone for good is deregistered.
     */
    private void settle(Collection<ContainerInstance> lost, Instant now) {
        ReadView view = store.view();
        List<ContainerInstance> ended = lost.stream()
                .filter(each -> toDeregister(view, each) || liftable(view, each))
                .toList();
        if (!ended.isEmpty()) {
            store.transact(tx -> {
                ended.forEach(each -> settle(tx, each.arn(), now));
                return ended;
            });
        }
    }

    private static void settle(Transaction tx, String instanceArn, Instant now) {
        ContainerInstance lost =
                tx.find(EcsTables.CONTAINER_INSTANCES, instanceArn).orElseThrow();
        if (toDeregister(tx, lost)) {
            tx.update(EcsTables.CONTAINER_INSTANCES, lost.deregistered(now));
        }
        if (liftable(tx, lost)) {
            lift(tx, lost.ec2InstanceId());
        }
    }

    private static boolean toDeregister(ReadView view, ContainerInstance lost) {
        return !lost.inactive() && is(ec2(view, lost), InstanceState.TERMINATED);
    }

    private static boolean liftable(ReadView view, ContainerInstance lost) {
        return live(view, lost).isEmpty()
                && view.find(SharedTables.FENCES, lost.ec2InstanceId())
                        .filter(each -> each.state() == Fence.State.CONFIRMED)
                        .filter(each -> ended(ec2(view, lost), each.boot()))
                        .isPresent();
    }

    /** EC2 saw the machine of this boot end, and may have forgotten it since. */
    private static boolean ended(Optional<Instance> machine, int boot) {
        return is(machine, InstanceState.STOPPED)
                || is(machine, InstanceState.TERMINATED)
                || machine.map(each -> each.bootCount() > boot).orElse(boot > 0);
    }

    private static void lift(Transaction tx, String ec2InstanceId) {
        tx.find(SharedTables.FENCES, ec2InstanceId)
                .map(Fence::lifting)
                .ifPresent(each -> tx.update(SharedTables.FENCES, each));
    }

    private static Rejoin.Step step(ReadView view, ContainerInstance lost, Optional<String> reportedBoot) {
        return Rejoin.next(
                lost,
                view.find(SharedTables.FENCES, lost.ec2InstanceId()),
                reportedBoot,
                !live(view, lost).isEmpty());
    }

    private static List<Task> toWriteOff(ReadView view, ContainerInstance lost) {
        return LostTasks.toWriteOff(lost, view.find(SharedTables.FENCES, lost.ec2InstanceId()), live(view, lost));
    }

    private static Collection<Task> live(ReadView view, ContainerInstance instance) {
        return view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instance.arn());
    }

    private static Optional<Instance> ec2(ReadView view, ContainerInstance instance) {
        return view.find(Ec2Tables.INSTANCES, instance.ec2InstanceId());
    }

    private static boolean is(Optional<Instance> ec2, InstanceState state) {
        return ec2.filter(each -> each.state() == state).isPresent();
    }

    private static String verb(Optional<Instance> ec2) {
        return switch (ec2.map(Instance::state).orElse(InstanceState.RUNNING)) {
            case SHUTTING_DOWN, TERMINATED -> "terminated";
            case STOPPING, STOPPED -> "stopped";
            case PENDING, RUNNING -> "unreachable";
        };
    }
}
