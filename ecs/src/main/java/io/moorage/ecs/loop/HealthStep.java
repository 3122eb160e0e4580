package io.moorage.ecs.loop;

import io.moorage.agentwire.Capabilities;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.ecs.decide.NodeHealth;
import io.moorage.ecs.decide.Reachability;
import io.moorage.model.Failover;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at every instance: is it there, is it lost, is it on its way back? */
final class HealthStep {
    /** Agents find a restarted server within this time, or where they are many, within so much for each. */
    private static final Duration HEAD_START = Duration.ofSeconds(10);

    private static final Duration HEAD_START_EACH = Duration.ofMillis(5);
    /** While one round looks, agents go on speaking. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private final Store store;
    private final AgentSessions sessions;
    private final LossStep loss;
    private final InstanceProbe probe;
    /** Agents that did not connect yet have until then to be heard. */
    private final Instant expectedBy;

    private final Attention attention;

    HealthStep(
            Store store,
            AgentSessions sessions,
            LossStep loss,
            InstanceProbe probe,
            Attention attention,
            Instant started) {
        this.store = store;
        this.sessions = sessions;
        this.loss = loss;
        this.probe = probe;
        this.expectedBy = started.plus(
                headStart(store.view().all(EcsTables.CONTAINER_INSTANCES).size()));
        this.attention = attention;
    }

    /** How long after its start a server waits for agents to connect, of so many instances. */
    static Duration headStart(int instances) {
        Duration each = HEAD_START_EACH.multipliedBy(instances);
        return each.compareTo(HEAD_START) > 0 ? each : HEAD_START;
    }

    /** @param machinesChanged false: what EC2 says is what it said the last time, and only silence is news */
    void run(boolean machinesChanged, Instant now) {
        ReadView view = store.view();
        Look look = new Look(view, sessions.heartbeat(), attention.since(now), machinesChanged, now);
        Map<String, LossStep.Notice> gone = new TreeMap<>();
        List<ContainerInstance> lost = new ArrayList<>();
        for (ContainerInstance instance : view.all(EcsTables.CONTAINER_INSTANCES)) {
            if (instance.lost()) {
                lost.add(instance);
                if (instance.inactive()) {
                    leave(view, instance);
                }
            } else if (judge(look, instance) instanceof NodeHealth.Gone) {
                gone.put(instance.arn(), notice(view, instance, now));
            } else if (instance.inactive()) {
                leave(view, instance);
            }
        }
        loss.lose(gone);
        gone.keySet().forEach(this::disconnect);
        lost(lost, now);
    }

    /** Also what its machine is registered as besides: it was lost with it, if it needs the way back. */
    private void disconnect(String lostArn) {
        ReadView view = store.view();
        view.find(EcsTables.CONTAINER_INSTANCES, lostArn).stream()
                .flatMap(each -> LossStep.registrations(view, each.ec2InstanceId()).stream())
                .filter(ContainerInstance::lost)
                .forEach(each -> sessions.lost(each.arn()));
    }

    private LossStep.Notice notice(ReadView view, ContainerInstance instance, Instant now) {
        Optional<InstanceState> state =
                view.find(Ec2Tables.INSTANCES, instance.ec2InstanceId()).map(Instance::state);
        Failover.Sign sign =
                switch (state.orElse(InstanceState.RUNNING)) {
                    // Its silence may be noticed before its machine has ended.
                    case SHUTTING_DOWN, TERMINATED -> Failover.Sign.TERMINATED;
                    case STOPPING, STOPPED -> Failover.Sign.STOPPED;
                    case PENDING, RUNNING -> Failover.Sign.SILENT;
                };
        return new LossStep.Notice(sign, sessions.lastHeard(instance.arn()), now);
    }

    private void lost(List<ContainerInstance> instances, Instant now) {
        loss.writeOff(instances, now);
        List<ContainerInstance> staying =
                instances.stream().filter(each -> !each.inactive()).toList();
        loss.rejoin(staying, sessions::reportedBoot).forEach(each -> sessions.stopAndConfirm(each, now));
    }

    /** What one look at all instances has in common. */
    private record Look(
            ReadView view, Duration heartbeat, Instant listeningSince, boolean machinesChanged, Instant now) {}

    private NodeHealth.Verdict judge(Look look, ContainerInstance instance) {
        if (instance.inactive() && !hasTasks(look.view(), instance)) {
            return NodeHealth.Fine.FINE;
        }
        Instant heard =
                sessions.silentSince(instance.arn()).orElseGet(() -> later(instance.registeredAt(), expectedBy));
        // What was heard so far in the time to come was heard before the clock was set back; a little later than this
        // look began is new.
        boolean ofAnotherTime = heard.isAfter(look.now().plus(LONGEST_LOOK));
        Instant silentSince = ofAnotherTime ? look.listeningSince() : later(heard, look.listeningSince());
        Duration silence = Duration.between(silentSince, look.now());
        boolean quiet = silence.compareTo(NodeHealth.suspectAfter(look.heartbeat())) >= 0;
        if (!quiet && !look.machinesChanged()) {
            return NodeHealth.Fine.FINE;
        }
        boolean leased = instance.has(Capabilities.LEASE);
        return NodeHealth.judge(
                new NodeHealth.Input(
                        instance.ec2InstanceId(),
                        look.view().find(Ec2Tables.INSTANCES, instance.ec2InstanceId()),
                        leased,
                        look.heartbeat(),
                        silentSince,
                        leased && quiet ? probe.latest(instance.ec2InstanceId()) : Reachability.UNKNOWN),
                look.now());
    }

    /** A deregistered instance goes when its last task has. */
    private void leave(ReadView view, ContainerInstance instance) {
        if (!hasTasks(view, instance)) {
            sessions.deregistered(instance.arn());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean hasTasks(ReadView view, ContainerInstance instance) {
        return !view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instance.arn())
                .isEmpty();
    }
}
