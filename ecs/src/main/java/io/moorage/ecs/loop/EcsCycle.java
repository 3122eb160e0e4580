package io.moorage.ecs.loop;

import io.moorage.awsapi.Calls;
import io.moorage.ecs.EcsConfig;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.model.ecs.ContainerDefinition;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * One round of ECS's loops: heartbeats, health, services, assignments, the reaper. Each reads the store, decides and writes; what one
 * writes the next sees. Called by one thread at a time; a simulation calls it too.
 */
public final class EcsCycle implements AutoCloseable {
    private static final Duration HEALTH_EVERY = Duration.ofMillis(250);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);
    private static final Duration EVERYTHING_EVERY = Duration.ofSeconds(30);

    private final Store store;
    private final AgentSessions sessions;
    private final ServiceStep serviceStep;
    private final BalancerStep balancerStep;
    private final HealthStep healthStep;
    private final WriterStep writerStep;
    private final ProvisioningStep provisioningStep;
    private final CapacityStep capacityStep;
    private final Reaper reaper;
    private final Dirty dirty = new Dirty();
    private final Set<String> wanting = new TreeSet<>();
    private final Store.Subscription subscription;
    private Instant healthDue = Instant.MIN;
    private Instant retryDue = Instant.MIN;
    private Instant everythingDue = Instant.MIN;
    private Instant writersDue = Instant.MIN;

    /** What the cycle works with. */
    public record Parts(
            Store store,
            AgentSessions sessions,
            TaskWrites writes,
            InstanceProbe probe,
            Calls calls,
            EcsConfig config,
            RandomGenerator random) {}

    /** @param wake called when the store changed and a round is worth while */
    public EcsCycle(Parts parts, Instant started, Runnable wake) {
        this.store = parts.store();
        this.sessions = parts.sessions();
        LossStep loss = new LossStep(store, parts.writes());
        this.serviceStep = new ServiceStep(store, parts.writes(), parts.random());
        this.balancerStep = new BalancerStep(store, parts.calls(), parts.writes(), parts.config());
        this.healthStep = new HealthStep(store, sessions, loss, parts.probe(), started);
        this.writerStep = new WriterStep(store);
        this.provisioningStep = new ProvisioningStep(store, parts.writes(), parts.random());
        this.capacityStep =
                new CapacityStep(store, parts.calls(), parts.config().accountId());
        this.reaper = new Reaper(store);
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

    /** Returns when to come again if nothing wakes it before. */
    public Duration run(Instant now) {
        if (!now.isBefore(everythingDue)) {
            expectAnything();
            reaper.run(now);
            everythingDue = now.plus(EVERYTHING_EVERY);
        }
        sessions.tick(now).forEach(dirty::instance);
        boolean machinesChanged = dirty.takeHealth();
        if (machinesChanged || !now.isBefore(healthDue)) {
            healthStep.run(machinesChanged, now);
            healthDue = now.plus(HEALTH_EVERY);
        }
        if (!now.isBefore(writersDue) && dirty.takeWriters()) {
            writerStep.run();
            writersDue = now.plus(RETRY_EVERY);
        }
        boolean more = services(now);
        Set<String> instances = dirty.takeInstances();
        instances.forEach(each -> sessions.dispatch(each, balancerStep.refused(), now));
        if (!instances.isEmpty()) {
            sessions.prefetch(images(store.view()));
        }
        return more ? Duration.ZERO : HEALTH_EVERY;
    }

    private boolean services(Instant now) {
        Set<String> due = new TreeSet<>(dirty.takeServices());
        if (dirty.takeCapacity() || !now.isBefore(retryDue)) {
            due.addAll(wanting);
            provisioningStep.run(now);
            capacityStep.run();
            retryDue = now.plus(RETRY_EVERY);
        }
        boolean more = false;
        for (String service : due) {
            ServiceStep.Outcome outcome = serviceStep.run(service, now);
            balancerStep.run(service, now);
            if (outcome == ServiceStep.Outcome.WANTING) {
                wanting.add(service);
            } else {
                wanting.remove(service);
            }
            if (outcome == ServiceStep.Outcome.MORE) {
                dirty.service(service);
                more = true;
            }
        }
        return more;
    }

    private static Map<String, Set<String>> images(ReadView view) {
        Map<String, Set<String>> images = new HashMap<>();
        for (Service service : view.all(EcsTables.SERVICES)) {
            if (service.active()) {
                images.computeIfAbsent(service.clusterName(), any -> new HashSet<>())
                        .addAll(imagesOf(view, service));
            }
        }
        return images;
    }

    private static List<String> imagesOf(ReadView view, Service service) {
        return service.taskDefinitions().stream()
                .flatMap(key -> view.find(EcsTables.TASK_DEFINITIONS, key).stream())
                .flatMap(definition -> definition.containerDefinitions().stream())
                .map(ContainerDefinition::image)
                .toList();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
