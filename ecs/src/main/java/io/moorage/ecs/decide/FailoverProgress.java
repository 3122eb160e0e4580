package io.moorage.ecs.decide;

import io.moorage.model.Failover;
import io.moorage.model.Failover.Moved;
import io.moorage.model.Failover.Replacement;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.NetworkBinding;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.EcsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of the tasks of lost instances, as the rows of tasks and load balancers tell it. A successor is the next task of the
 * same service that was made after the lost one was written off. Pure.
 */
public final class FailoverProgress {
    /** A failover whose tasks found no place by then is followed no more. */
    private static final Duration FOLLOWED = Duration.ofHours(1);
    /** Who serves nobody for so long after its start is behind no load balancer, or has no clients. */
    private static final Duration QUERY_AWAITED = Duration.ofMinutes(5);

    private final ReadView view;
    private final Instant now;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Deque<Task>> candidates = new HashMap<>();

    private FailoverProgress(ReadView view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /** Failovers of which more is known than is written. */
    public static List<Failover> of(ReadView view, Instant now) {
        List<Failover> followed = view.all(SharedTables.FAILOVERS).stream()
                .filter(each -> isFollowed(each, now))
                .sorted(Comparator.comparing(Failover::noticed).thenComparing(each -> each.key()))
                .toList();
        if (followed.isEmpty()) {
            return List.of();
        }
        FailoverProgress progress = new FailoverProgress(view, now);
        view.all(SharedTables.FAILOVERS).stream()
                .flatMap(each -> each.tasks().stream())
                .flatMap(each -> each.replacement().stream())
                .forEach(each -> progress.taken.add(each.taskArn()));
        List<Failover> changed = new ArrayList<>();
        for (Failover each : followed) {
            Failover next = each.eachTask(progress::next);
            if (!next.equals(each)) {
                changed.add(next);
            }
        }
        return changed;
    }

    private static boolean isFollowed(Failover failover, Instant now) {
        return now.isBefore(failover.noticed().plus(FOLLOWED))
                && failover.tasks().stream().anyMatch(each -> !isOver(each, now));
    }

    private static boolean isOver(Moved moved, Instant now) {
        if (moved.stopped().isEmpty()) {
            return false;
        }
        return moved.serviceArn().isEmpty()
                || moved.replacement()
                        .filter(each -> each.firstQuery().isPresent()
                                || each.started()
                                        .filter(started -> now.isAfter(started.plus(QUERY_AWAITED)))
                                        .isPresent())
                        .isPresent();
    }

    private Moved next(Moved moved) {
        Moved written = moved.stopped().isPresent() ? moved : writtenOff(moved);
        if (written.stopped().isEmpty() || written.serviceArn().isEmpty() || isOver(written, now)) {
            return written;
        }
        Optional<Replacement> replacement = written.replacement()
                .filter(each -> !failedToStart(each))
                .or(() -> successor(written).map(task -> Replacement.chosen(task.arn())));
        return replacement.map(each -> written.with(seen(each))).orElse(written);
    }

    private Moved writtenOff(Moved moved) {
        return view.find(EcsTables.TASKS, moved.taskArn())
                .filter(Task::stopped)
                .map(task -> moved.writtenOff(
                        task.stop().map(Stop::reason).orElse(""),
                        task.times().stopped().orElse(now)))
                .orElse(moved);
    }

    /** Another is started in its stead, and that one counts. */
    private boolean failedToStart(Replacement replacement) {
        return replacement.started().isEmpty()
                && view.find(EcsTables.TASKS, replacement.taskArn())
                        .filter(task ->
                                !task.stopped() || task.times().started().isPresent())
                        .isEmpty();
    }

    private Optional<Task> successor(Moved moved) {
        Deque<Task> waiting = candidates.computeIfAbsent(
                moved.serviceArn(),
                service -> view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, service).stream()
                        .filter(task -> !taken.contains(task.arn()))
                        .sorted(Comparator.comparing((Task task) -> task.times().created())
                                .thenComparing(Task::arn))
                        .collect(Collectors.toCollection(ArrayDeque::new)));
        Instant from = moved.stopped().orElse(now);
        while (!waiting.isEmpty() && waiting.getFirst().times().created().isBefore(from)) {
            waiting.removeFirst();
        }
        return Optional.ofNullable(waiting.pollFirst());
    }

    private Replacement seen(Replacement known) {
        return view.find(EcsTables.TASKS, known.taskArn())
                .map(task -> seen(known, task))
                .orElse(known);
    }

    private Replacement seen(Replacement known, Task task) {
        String instance = view.find(EcsTables.CONTAINER_INSTANCES, task.containerInstanceArn())
                .map(ContainerInstance::ec2InstanceId)
                .orElse(known.instanceId());
        Optional<Instant> placed = known.placed()
                .or(() -> task.provisioning() || instance.isEmpty() ? Optional.empty() : Optional.of(placed(task)));
        Optional<Instant> started = known.started().or(() -> task.times().started());
        List<Registration> registrations =
                started.isEmpty() ? List.of() : registrations(task, instance).toList();
        return new Replacement(
                known.taskArn(),
                instance,
                placed,
                known.mounted().or(() -> task.times().mounted()),
                started,
                known.healthy().or(() -> started.flatMap(at -> healthy(task, registrations, at))),
                known.firstQuery().or(() -> firstQuery(registrations, placed)));
    }

    /** One that waited for its capacity provider was placed just now, others when they were made. */
    private Instant placed(Task task) {
        return task.capacity().isPresent() ? now : task.times().created();
    }

    private Optional<Instant> healthy(Task task, List<Registration> registrations, Instant started) {
        Optional<Instant> balanced = registrations.stream()
                .flatMap(each -> each.inServiceSince().stream())
                .map(since -> since.isBefore(started) ? started : since)
                .min(Comparator.naturalOrder());
        return balanced.or(() -> task.healthStatus().equals("HEALTHY") ? Optional.of(now) : Optional.empty());
    }

    /** An answer from before was somebody else's. */
    private static Optional<Instant> firstQuery(List<Registration> registrations, Optional<Instant> placed) {
        return registrations.stream()
                .flatMap(each -> each.firstAnswer().stream())
                .filter(answer -> placed.filter(at -> !answer.isBefore(at)).isPresent())
                .min(Comparator.naturalOrder());
    }

    /** Of its instance with the load balancers of its service, and with those that lead to a port of its own. */
    private Stream<Registration> registrations(Task task, String instanceId) {
        Set<String> ofService = view.find(EcsTables.SERVICES, task.serviceArn())
                .map(Service::balancing)
                .map(balancing -> balancing.loadBalancers().stream()
                        .map(each -> each.name())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        Set<Integer> ports = task.containers().stream()
                .flatMap(each -> each.networkBindings().stream())
                .map(NetworkBinding::hostPort)
                .collect(Collectors.toSet());
        return view.by(ElbTables.REGISTRATIONS, ElbTables.REGISTRATIONS_BY_INSTANCE, instanceId).stream()
                .filter(each -> ofService.contains(each.loadBalancerName())
                        || view.find(ElbTables.LOAD_BALANCERS, each.loadBalancerName())
                                .filter(balancer -> leadsTo(balancer, ports))
                                .isPresent());
    }

    private static boolean leadsTo(LoadBalancer balancer, Set<Integer> ports) {
        return balancer.listeners().stream().anyMatch(each -> ports.contains(each.instancePort()));
    }
}
