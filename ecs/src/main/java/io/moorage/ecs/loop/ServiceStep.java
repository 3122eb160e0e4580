package io.moorage.ecs.loop;

import io.moorage.ecs.decide.Balanced;
import io.moorage.ecs.decide.EventWords;
import io.moorage.ecs.decide.ServiceDecision;
import io.moorage.ecs.decide.ServiceReconciler;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Nodes;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Applies {@link ServiceReconciler} to one service. */
final class ServiceStep {
    private final Store store;
    private final TaskWrites writes;
    private final RandomGenerator random;

    ServiceStep(Store store, TaskWrites writes, RandomGenerator random) {
        this.store = store;
        this.writes = writes;
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
            return service.filter(each -> each.throttled(now)).isPresent() ? Outcome.WANTING : Outcome.SETTLED;
        }
        return store.transact(tx -> tx.find(EcsTables.SERVICES, serviceArn)
                .map(each -> apply(tx, each, now))
                .orElse(Outcome.SETTLED));
    }

    private boolean needsWork(ReadView view, Service service, Instant now) {
        if (service.status() == Service.Status.INACTIVE) {
            return false;
        }
        if (!service.active()) {
            return true;
        }
        // Without nodes: whether something is to be placed is enough to know here, where is decided in the transaction.
        ServiceDecision decision = decide(view, service, Balanced.unhealthy(view, service, now), List::of, now);
        return decision.unplaced().isPresent() || !decision.stops().isEmpty() || decision.steady() != service.steady();
    }

    private Outcome apply(Transaction tx, Service service, Instant now) {
        List<Balanced.Unhealthy> unhealthy = Balanced.unhealthy(tx, service, now);
        ServiceDecision decision = decide(tx, service, unhealthy, () -> Nodes.of(tx, service.clusterName()), now);
        List<String> stopped = stop(tx, decision.stops(), now);
        List<String> started = start(tx, service, decision.starts(), now);
        // What stop and start wrote may have touched the service (its throttle): read it again.
        Service next = tx.find(EcsTables.SERVICES, service.arn()).orElseThrow();
        for (Balanced.Unhealthy each : unhealthy) {
            next = next.with(
                    writes.event(EventWords.unhealthy(next.name(), each.ec2InstanceId(), each.loadBalancer()), now));
        }
        if (!stopped.isEmpty()) {
            next = next.with(writes.event(EventWords.stopped(next.name(), stopped), now));
        }
        if (!started.isEmpty()) {
            next = next.with(writes.event(EventWords.started(next.name(), started), now));
        }
        next = settle(tx, next, decision, now);
        if (!next.equals(service)) {
            tx.update(EcsTables.SERVICES, next);
        }
        if (decision.unplaced().isPresent() || next.throttled(now)) {
            return Outcome.WANTING;
        }
        return started.isEmpty() && stopped.isEmpty() ? Outcome.SETTLED : Outcome.MORE;
    }

    private Service settle(ReadView view, Service service, ServiceDecision decision, Instant now) {
        if (service.status() == Service.Status.DRAINING) {
            return live(view, service).isEmpty() ? service.inactive() : service;
        }
        Service next = service;
        if (decision.unplaced().filter(each -> isNews(service, each)).isPresent()) {
            next = next.with(writes.event(decision.unplaced().get(), now));
        }
        if (decision.steady() && !service.steady()) {
            boolean deploying =
                    service.primary().rolloutState() != io.moorage.model.ecs.Deployment.RolloutState.COMPLETED;
            if (deploying) {
                next = next.with(writes.event(
                        EventWords.deploymentCompleted(
                                service.name(), service.primary().id()),
                        now));
            }
            return next.reachedSteadyState(now).with(writes.event(EventWords.steady(service.name()), now));
        }
        return decision.steady() ? next : next.unsteady();
    }

    private static boolean isNews(Service service, String event) {
        return service.events().isEmpty()
                || !service.events().getFirst().message().equals(event);
    }

    private List<String> stop(Transaction tx, List<ServiceDecision.StopTask> stops, Instant now) {
        List<String> stopped = new ArrayList<>();
        for (ServiceDecision.StopTask each : stops) {
            Task task = tx.find(EcsTables.TASKS, each.taskArn()).orElseThrow();
            writes.save(tx, task, task.stopRequested(each.why(), now), now);
            stopped.add(task.id());
        }
        return stopped;
    }

    private List<String> start(Transaction tx, Service service, List<ContainerInstance> places, Instant now) {
        if (places.isEmpty()) {
            return List.of();
        }
        TaskDefinition definition = definition(tx, service);
        TaskWrites.Start start = new TaskWrites.Start(
                definition,
                TaskOverride.NONE,
                service.group(),
                service.arn(),
                service.primary().id(),
                service.primary().id(),
                "",
                service.enableExecuteCommand(),
                Optional.empty(),
                tags(service, definition));
        return places.stream()
                .map(each -> writes.start(tx, start, each, now).id())
                .toList();
    }

    private static Map<String, String> tags(Service service, TaskDefinition definition) {
        Map<String, String> tags = new HashMap<>();
        service.propagateTags().ifPresent(from -> {
            switch (from) {
                case "SERVICE" -> tags.putAll(service.tags());
                case "TASK_DEFINITION" -> tags.putAll(definition.tags());
                default -> {}
            }
        });
        if (service.enableEcsManagedTags()) {
            tags.put("aws:ecs:clusterName", service.clusterName());
            tags.put("aws:ecs:serviceName", service.name());
        }
        return tags;
    }

    private ServiceDecision decide(
            ReadView view,
            Service service,
            List<Balanced.Unhealthy> unhealthy,
            Supplier<List<Node>> nodes,
            Instant now) {
        Collection<Task> live = live(view, service);
        Set<String> leaving = live.stream()
                .map(Task::containerInstanceArn)
                .distinct()
                .filter(arn -> leaving(view, arn))
                .collect(Collectors.toSet());
        ServiceReconciler.Input input = new ServiceReconciler.Input(
                service, definition(view, service), List.copyOf(live), leaving, unhealthy, nodes);
        return ServiceReconciler.decide(input, now, random);
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

    private static TaskDefinition definition(ReadView view, Service service) {
        return view.find(EcsTables.TASK_DEFINITIONS, service.primary().taskDefinition())
                .orElseThrow();
    }
}
