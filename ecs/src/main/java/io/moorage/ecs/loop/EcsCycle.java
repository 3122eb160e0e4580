package io.moorage.ecs.loop;

import io.moorage.awsapi.Calls;
import io.moorage.ecs.EcsConfig;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.model.ecs.Service;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.EfsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * One round of ECS's loops: health, services, assignments, the reaper. Each reads the store, decides and writes; what one writes the next
 * sees. Called by one thread at a time; a simulation calls it too. Only heartbeats are sent by a thread of their own, {@link #beat}.
 */
public final class EcsCycle implements AutoCloseable {
    /** Looks at every session: the store may change a thousand times a second. */
    private static final Duration SESSIONS_EVERY = Duration.ofMillis(100);

    private static final Duration HEALTH_EVERY = Duration.ofMillis(250);
    /** When large services wait for their next look. */
    private static final Duration HELD_SERVICES_EVERY = Duration.ofMillis(50);

    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);
    private static final Duration EVERYTHING_EVERY = Duration.ofSeconds(30);
    /** A round that lasts longer does not end: who cannot say that an agent is lost does not say that it is not, either. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(1);

    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Store store;
    private final AgentSessions sessions;
    private final ServiceStep serviceStep;
    private final BalancerStep balancerStep;
    private final HealthStep healthStep;
    private final WriterStep writerStep;
    private final ProvisioningStep provisioningStep;
    private final CapacityStep capacityStep;
    private final DeprovisioningStep deprovisioningStep;
    private final Reaper reaper;
    private final FailoverStep failoverStep;
    private final Dirty dirty = new Dirty();
    private final ServicePace pace = new ServicePace();
    private final ServiceImages images = new ServiceImages();
    private final Set<String> wanting = new TreeSet<>();
    private final Isolation serviceSteps = new Isolation();
    private final Isolation instanceSteps = new Isolation();
    private final Store.Subscription subscription;
    private Duration everythingEvery = EVERYTHING_EVERY;
    private Instant sessionsDue = Instant.MIN;
    private Instant healthDue = Instant.MIN;
    private Instant retryDue = Instant.MIN;
    private Instant everythingDue = Instant.MIN;
    private Instant writersDue = Instant.MIN;
    private Instant failoversDue = Instant.MIN;
    private Instant movesDue = Instant.MIN;
    private Instant lastRun = Instant.MIN;
    /** When it was decided last who is lost. */
    private volatile Instant judged;

    /** What the cycle works with. */
    public record Parts(
            Store store,
            AgentSessions sessions,
            TaskWrites writes,
            InstanceProbe probe,
            Attention attention,
            Calls calls,
            EcsConfig config,
            RandomGenerator random) {}

    /** @param wake called when the store changed and a round is worth while */
    public EcsCycle(Parts parts, Instant started, Runnable wake) {
        this.store = parts.store();
        this.sessions = parts.sessions();
        this.judged = started;
        LossStep loss = new LossStep(store, parts.writes());
        this.serviceStep = new ServiceStep(store, parts.writes(), parts.random());
        this.balancerStep = new BalancerStep(store, parts.calls(), parts.writes(), parts.config());
        this.healthStep = new HealthStep(store, sessions, loss, parts.probe(), parts.attention(), started);
        this.writerStep = new WriterStep(store);
        this.provisioningStep = new ProvisioningStep(store, parts.writes(), parts.random());
        this.deprovisioningStep = new DeprovisioningStep(store, parts.writes());
        this.capacityStep =
                new CapacityStep(store, parts.calls(), parts.config().accountId());
        this.reaper = new Reaper(store);
        this.failoverStep = new FailoverStep(store);
        sessions.onConfirmation(loss::confirmed);
        this.subscription = store.watch(
                Set.of(
                        EcsTables.TASKS,
                        EcsTables.SERVICES,
                        EcsTables.CONTAINER_INSTANCES,
                        EcsTables.TASK_DEFINITIONS,
                        EcsTables.WRITERS,
                        EfsTables.FILE_SYSTEMS,
                        EfsTables.ACCESS_POINTS,
                        SharedTables.FENCES,
                        SharedTables.GUARDS,
                        EcsTables.CLUSTERS,
                        EcsTables.CAPACITY_PROVIDERS,
                        AutoScalingTables.INSTANCES,
                        CloudWatchTables.ALARMS,
                        ElbTables.REGISTRATIONS,
                        Ec2Tables.INSTANCES),
                changes -> {
                    dirty.note(changes);
                    wake.run();
                });
    }

    /** Look at everything in the next round. */
    public void expectAnything() {
        dirty.everything(store.view());
    }

    /** From now on only changes lead to looks, so that a change which leads to none shows. */
    public void trustWakeUps() {
        everythingEvery = NEVER;
    }

    /** What failed in the last step of a service or an instance, by its ARN. */
    public Map<String, RuntimeException> failures() {
        Map<String, RuntimeException> all = new TreeMap<>(serviceSteps.failures());
        all.putAll(instanceSteps.failures());
        return all;
    }

    /** Returns when to come again if nothing wakes it before. A round that fails is begun anew by the next one, as a whole. */
    public Duration run(Instant now) {
        try {
            return round(now);
        } catch (RuntimeException e) {
            expectAnything();
            throw e;
        }
    }

    /**
     * Sends the heartbeats that are due, however long a round takes; none while it has not been decided for long who is lost. May be called
     * while a round runs.
     */
    public void beat(Instant now) {
        if (!judged.plus(LONGEST_ROUND).isBefore(now)) {
            sessions.beat(now);
        }
    }

    private Duration round(Instant now) {
        if (now.isBefore(lastRun)) {
            clockSetBack();
        }
        lastRun = now;
        if (!now.isBefore(everythingDue)) {
            expectAnything();
            reaper.run(now);
            failoverStep.forget();
            everythingDue = now.plus(everythingEvery);
        }
        if (!now.isBefore(sessionsDue)) {
            sessions.waiting(now).forEach(dirty::instance);
            sessionsDue = now.plus(SESSIONS_EVERY);
        }
        boolean machinesChanged = dirty.takeHealth();
        if (machinesChanged || !now.isBefore(healthDue)) {
            healthStep.run(machinesChanged, now);
            judged = now;
            healthDue = now.plus(healthEvery());
        }
        if (!now.isBefore(writersDue) && dirty.takeWriters()) {
            writerStep.run();
            writersDue = now.plus(RETRY_EVERY);
        }
        deprovisioningStep.run(now);
        Duration wait = services(now);
        Set<String> instances = dirty.takeInstances();
        instances.forEach(each -> instanceSteps.run(each, () -> {
            sessions.dispatch(each, balancerStep.refused(), now);
            return each;
        }));
        if (images.takeChanged()) {
            sessions.prefetch(images.byCluster());
        } else {
            instances.forEach(each -> sessions.prefetch(each, images.byCluster()));
        }
        if (!wait.isZero() && !now.isBefore(failoversDue)) {
            failoverStep.run(now);
            failoversDue = now.plus(HEALTH_EVERY);
        }
        return wait;
    }

    /** What was due at a time that is to come again is due now: nothing waits for the clock to get there. */
    private void clockSetBack() {
        sessionsDue = Instant.MIN;
        healthDue = Instant.MIN;
        retryDue = Instant.MIN;
        everythingDue = Instant.MIN;
        writersDue = Instant.MIN;
        failoversDue = Instant.MIN;
        movesDue = Instant.MIN;
        pace.forget();
    }

    /** Silence is measured in heartbeats: who hears them less often is looked at less often. */
    private Duration healthEvery() {
        Duration quarter = sessions.heartbeat().dividedBy(4);
        return quarter.compareTo(HEALTH_EVERY) > 0 ? quarter : HEALTH_EVERY;
    }

    /** Returns when there is more to do for one of them, as far as is known. */
    private Duration services(Instant now) {
        Set<String> due = new TreeSet<>(dirty.takeServices());
        due.addAll(toBalance(now));
        if (dirty.takeCapacity() || !now.isBefore(retryDue)) {
            due.addAll(wanting);
            due.addAll(serviceSteps.failing());
            instanceSteps.failing().forEach(dirty::instance);
            provisioningStep.run(now);
            capacityStep.run(now);
            retryDue = now.plus(RETRY_EVERY);
        }
        Duration wait = HEALTH_EVERY;
        for (String service : due) {
            if (!pace.mayLook(service, now)) {
                dirty.service(service);
                wait = wait.isZero() ? wait : HELD_SERVICES_EVERY;
                continue;
            }
            Optional<ServiceStep.Outcome> outcome = serviceSteps.run(service, () -> look(service, now));
            if (outcome.equals(Optional.of(ServiceStep.Outcome.MORE))) {
                dirty.service(service);
                wait = Duration.ZERO;
            } else {
                pace.looked(service, tasks(store.view(), service), now);
            }
        }
        return wait;
    }

    /** Services that may move tasks, as instances came or went: there may be many of both, and it is not urgent. */
    private List<String> toBalance(Instant now) {
        if (now.isBefore(movesDue)) {
            return List.of();
        }
        Set<String> clusters = dirty.takeClusters();
        movesDue = clusters.isEmpty() ? movesDue : now.plus(RETRY_EVERY);
        return clusters.stream()
                .flatMap(each -> store.view().by(EcsTables.SERVICES, EcsTables.REBALANCED_BY_CLUSTER, each).stream())
                .map(Service::arn)
                .toList();
    }

    private ServiceStep.Outcome look(String service, Instant now) {
        images.look(store.view(), service);
        ServiceStep.Outcome outcome = serviceStep.run(service, now);
        balancerStep.run(service, now);
        if (outcome == ServiceStep.Outcome.WANTING) {
            wanting.add(service);
        } else {
            wanting.remove(service);
        }
        return outcome;
    }

    private static int tasks(ReadView view, String service) {
        return view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, service)
                .size();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
