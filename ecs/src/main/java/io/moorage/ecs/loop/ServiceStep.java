package io.moorage.ecs.loop;

import io.moorage.ecs.decide.Balanced;
import io.moorage.ecs.decide.EventWords;
import io.moorage.ecs.decide.ServiceDecision;
import io.moorage.ecs.decide.ServiceReconciler;
import io.moorage.ecs.decide.ServiceView;
import io.moorage.ecs.decide.ZoneBalance;
import io.moorage.ecs.placement.Node;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskSet;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies {@link ServiceReconciler} to one service. */
final class ServiceStep {
    /** Whether something is to be placed is enough to know at first; where is decided in the transaction. */
    private record NoFleet(StoredFleet real) implements ServiceView.Fleet {
        @Override
        public List<Node> nodes(Optional<String> provider) {
            return List.of();
        }

        @Override
        public Set<String> zones() {
            return real.zones();
        }

        @Override
        public boolean grows(String provider) {
            return real.grows(provider);
        }

        @Override
        public int mayWait() {
            return real.mayWait();
        }
    }

    private final Store store;
    private final TaskWrites writes;
    private final ServiceStarts starts;
    private final RandomGenerator random;

    ServiceStep(Store store, TaskWrites writes, RandomGenerator random) {
        this.store = store;
        this.writes = writes;
        this.starts = new ServiceStarts(writes);
        this.random = random;
    }

    /** What to do with the service afterwards. */
    enum Outcome {
        SETTLED,
        /** Look again when something changes. */
        WANTING,
        /** More of the same, at once. */
        MORE
    }

    Outcome run(String serviceArn, Instant now) {
        ReadView view = store.view();
        Optional<Service> service = view.find(EcsTables.SERVICES, serviceArn);
        if (service.isEmpty() || !needsWork(view, service.get(), now)) {
            return service.filter(each -> waits(view, each, now)).isPresent() ? Outcome.WANTING : Outcome.SETTLED;
        }
        return store.transact(tx -> tx.find(EcsTables.SERVICES, serviceArn)
                .map(each -> apply(tx, each, now))
                .orElse(Outcome.SETTLED));
    }

    /** Time alone will change what is to be done. */
    private static boolean waits(ReadView view, Service service, Instant now) {
        return service.throttled(now)
                || service.taskSets().stream().anyMatch(each -> each.throttled(now))
                || bakes(view, service, now)
                || inGracePeriod(view, service, now);
    }

    /** A task fails its checks, which counts when its grace period is over. */
    private static boolean inGracePeriod(ReadView view, Service service, Instant now) {
        Duration grace = service.balancing().gracePeriod();
        return !grace.isZero()
                && (live(view, service).stream()
                                .anyMatch(each -> ServiceView.failsChecks(each) && !each.hasRunFor(grace, now))
                        || !Balanced.unhealthy(view, service, Instant.MAX)
                                .equals(Balanced.unhealthy(view, service, now)));
    }

    private boolean needsWork(ReadView view, Service service, Instant now) {
        if (service.status() == Service.Status.INACTIVE) {
            return false;
        }
        if (!service.active()) {
            return true;
        }
        StoredFleet fleet = new StoredFleet(view, service.clusterName());
        boolean looks = service.scheduling().daemon()
                || ZoneBalance.mayMove(service, live(view, service), () -> zones(view, service, fleet));
        ServiceDecision decision =
                decide(view, service, Balanced.unhealthy(view, service, now), looks ? fleet : new NoFleet(fleet), now);
        return !decision.changesNothing()
                || (decision.steady() != service.steady() && !bakes(view, service, now))
                || decision.desiredCount()
                        .filter(each -> each != service.desiredCount())
                        .isPresent()
                || !settledSets(view, service, now).equals(service.taskSets());
    }

    private Outcome apply(Transaction tx, Service service, Instant now) {
        List<Balanced.Unhealthy> unhealthy = Balanced.unhealthy(tx, service, now);
        ServiceDecision decision = decide(tx, service, unhealthy, new StoredFleet(tx, service.clusterName()), now);
        if (decision.failure().isPresent()) {
            writes.services().save(tx, failed(service, decision.failure().get(), now), now);
            return Outcome.MORE;
        }
        List<Task> stopped = stop(tx, decision.stops(), now);
        List<Task> started = starts.start(tx, service, decision.starts(), now);
        // What stop and start wrote may have touched the service (its throttle): read it again.
        Service next = tx.find(EcsTables.SERVICES, service.arn()).orElseThrow();
        next = told(next, new ServiceNews(next, decision, unhealthy, stopped, started).lines(), now);
        next = settle(tx, next, decision, now);
        if (!next.equals(service)) {
            writes.services().save(tx, next, now);
        }
        if (decision.unplaced().isPresent() || waits(tx, next, now)) {
            return Outcome.WANTING;
        }
        return started.isEmpty() && stopped.isEmpty() ? Outcome.SETTLED : Outcome.MORE;
    }

    private Service failed(Service service, ServiceDecision.Failure failure, Instant now) {
        String failedId = service.primary().id();
        Optional<Deployment> back =
                failure.rollback() ? service.formerDeployment(failure.returning(), now) : Optional.empty();
        Service next = service.failed(failure.reason(), back, now)
                .with(writes.event(EventWords.deploymentFailed(service.name(), failedId, failure.words()), now));
        return back.isEmpty()
                ? next
                : next.with(writes.event(
                        EventWords.rollingBack(service.name(), back.get().id()), now));
    }

    private Service told(Service service, List<String> lines, Instant now) {
        Service next = service;
        for (String each : lines) {
            next = next.with(writes.event(each, now));
        }
        return next;
    }

    private Service settle(ReadView view, Service service, ServiceDecision decision, Instant now) {
        if (service.status() == Service.Status.DRAINING) {
            return live(view, service).isEmpty() ? service.inactive() : service;
        }
        Service next = service;
        int count = decision.desiredCount().orElse(service.desiredCount());
        if (count != service.desiredCount()) {
            next = next.desiring(count, now);
        }
        List<TaskSet> sets = settledSets(view, service, now);
        if (!sets.equals(service.taskSets())) {
            boolean was = next.steady();
            next = told(next.withTaskSets(sets), newlyStable(service, sets), now);
            next = was && decision.steady() ? next.reachedSteadyState(now) : next;
        }
        if (decision.unplaced().filter(each -> service.isNews(each.cause())).isPresent()) {
            next = next.with(writes.event(decision.unplaced().get().message(), now));
        }
        if (!decision.steady()) {
            return next.unsteady();
        }
        return next.steady() ? next : steady(view, next, now);
    }

    private Service steady(ReadView view, Service service, Instant now) {
        Service next = service;
        if (!service.rules().external() && service.primary().inProgress()) {
            next = next.withPrimary(each -> each.settled(now));
            if (bakes(view, next, now)) {
                return next;
            }
            next = next.with(writes.event(
                    EventWords.deploymentCompleted(
                            service.name(), service.primary().id()),
                    now));
        }
        return next.reachedSteadyState(now).with(writes.event(EventWords.steady(service.name()), now));
    }

    /** Its deployment has settled, and alarms watch it a little longer. */
    private static boolean bakes(ReadView view, Service service, Instant now) {
        return !service.rules().external()
                && service.rules().alarmWatch().enable()
                && service.primary().inProgress()
                && !service.primary().alarmsIgnored()
                && service.primary()
                        .settledAt()
                        .filter(each -> now.isBefore(each.plus(Alarms.bakeTime(view, service.rules()))))
                        .isPresent();
    }

    /** Those that drained are gone, and whether the rest is stable is noted. */
    private static List<TaskSet> settledSets(ReadView view, Service service, Instant now) {
        if (service.taskSets().isEmpty()) {
            return List.of();
        }
        Map<String, List<Task>> bySet = live(view, service).stream().collect(Collectors.groupingBy(Task::deploymentId));
        return service.taskSets().stream()
                .filter(each -> each.status() != TaskSet.Status.DRAINING || bySet.containsKey(each.id()))
                .map(each -> each.stable(isStable(service, each, bySet.getOrDefault(each.id(), List.of())), now))
                .toList();
    }

    private static List<String> newlyStable(Service before, List<TaskSet> sets) {
        return sets.stream()
                .filter(each -> each.stableAt().isPresent()
                        && before.taskSet(each.id()).flatMap(TaskSet::stableAt).isEmpty())
                .map(each -> EventWords.steadySet(before, each.id()))
                .toList();
    }

    private static boolean isStable(Service service, TaskSet set, List<Task> own) {
        return own.size() == set.computedDesiredCount(service.desiredCount())
                && own.stream().allMatch(each -> each.wanted() && each.running());
    }

    /** Returns those that were not stopped already, as they were. */
    private List<Task> stop(Transaction tx, List<ServiceDecision.StopTask> stops, Instant now) {
        List<Task> stopped = new ArrayList<>();
        for (ServiceDecision.StopTask each : stops) {
            Task task = tx.find(EcsTables.TASKS, each.taskArn()).orElseThrow();
            // For two reasons at once it is stopped once.
            if (task.wanted()) {
                writes.save(tx, task, task.stopRequested(each.why(), now), now);
                stopped.add(task);
            }
        }
        return stopped;
    }

    private ServiceDecision decide(
            ReadView view, Service service, List<Balanced.Unhealthy> unhealthy, ServiceView.Fleet fleet, Instant now) {
        Collection<Task> live = live(view, service);
        Set<String> leaving = live.stream()
                .map(Task::containerInstanceArn)
                .distinct()
                .filter(arn -> !arn.isEmpty() && leaving(view, arn))
                .collect(Collectors.toSet());
        ServiceView all = new ServiceView(
                service,
                definitions(view, service),
                zones(view, service),
                List.copyOf(live),
                leaving,
                unhealthy,
                Alarms.anyInAlarm(view, service.rules()),
                fleet);
        return ServiceReconciler.decide(all, now, random);
    }

    private static Map<String, TaskDefinition> definitions(ReadView view, Service service) {
        Map<String, TaskDefinition> definitions = new HashMap<>();
        service.taskDefinitions()
                .forEach(key -> definitions.put(
                        key, view.find(EcsTables.TASK_DEFINITIONS, key).orElseThrow()));
        return definitions;
    }

    private static Set<String> zones(ReadView view, Service service, StoredFleet fleet) {
        Set<String> zones = fleet.zones();
        service.primary().network().ifPresent(place -> zones.retainAll(TaskInterfaces.zones(view, place)));
        return zones;
    }

    private static Map<String, Set<String>> zones(ReadView view, Service service) {
        Map<String, Set<String>> zones = new HashMap<>();
        Stream.concat(
                        service.deployments().stream().limit(1).map(Deployment::id),
                        service.taskSets().stream().map(TaskSet::id))
                .forEach(
                        id -> service.network(id).ifPresent(place -> zones.put(id, TaskInterfaces.zones(view, place))));
        return zones;
    }

    private static boolean leaving(ReadView view, String instanceArn) {
        return view.find(EcsTables.CONTAINER_INSTANCES, instanceArn)
                // What is on a lost one is written off, not stopped.
                .map(each -> each.status() != ContainerInstance.Status.ACTIVE && !each.lost())
                .orElse(true);
    }

    private static Collection<Task> live(ReadView view, Service service) {
        return view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, service.arn());
    }
}
