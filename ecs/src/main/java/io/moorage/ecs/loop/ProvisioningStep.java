package io.moorage.ecs.loop;

import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Placement;
import io.moorage.ecs.placement.Scheduler;
import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Places the tasks that wait for their capacity provider to have room: the oldest first, until they have waited too long. */
final class ProvisioningStep {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Store store;
    private final TaskWrites writes;
    private final RandomGenerator random;

    ProvisioningStep(Store store, TaskWrites writes, RandomGenerator random) {
        this.store = store;
        this.writes = writes;
        this.random = random;
    }

    /** What tasks have in common that are placed alike. */
    private record Kind(String definition, String group, Capacity capacity, TaskOverride overrides) {}

    void run(Instant now) {
        ReadView view = store.view();
        for (Cluster cluster : view.all(EcsTables.CLUSTERS)) {
            if (!waiting(view, cluster.name()).isEmpty()) {
                store.transact(tx -> {
                    giveUp(tx, cluster.name(), now);
                    place(tx, cluster.name(), now);
                    return cluster;
                });
            }
        }
    }

    private void giveUp(Transaction tx, String cluster, Instant now) {
        waiting(tx, cluster).stream()
                .filter(each -> each.times().created().plus(PATIENCE).isBefore(now))
                .forEach(each -> writes.save(tx, each, each.gone(Stop.noCapacity(), now), now));
    }

    private void place(Transaction tx, String cluster, Instant now) {
        StoredFleet fleet = new StoredFleet(tx, cluster);
        Map<Kind, List<Task>> kinds = waiting(tx, cluster).stream()
                .collect(Collectors.groupingBy(ProvisioningStep::kind, LinkedHashMap::new, Collectors.toList()));
        kinds.forEach((kind, tasks) -> {
            TaskDefinition definition =
                    tx.find(EcsTables.TASK_DEFINITIONS, kind.definition()).orElseThrow();
            Demand demand = Demand.of(
                    definition,
                    kind.overrides(),
                    kind.group(),
                    "EC2",
                    kind.capacity().network().map(each -> TaskInterfaces.zones(tx, each)),
                    kind.capacity().constraints(),
                    kind.capacity().strategy());
            Placement placement = Scheduler.place(
                    demand,
                    tasks.size(),
                    fleet.nodes(Optional.of(kind.capacity().provider())),
                    random);
            Iterator<Task> next = tasks.iterator();
            for (ContainerInstance each : placement.chosen()) {
                writes.place(tx, next.next(), definition, each, now);
            }
        });
    }

    private static Kind kind(Task task) {
        return new Kind(task.taskDefinition(), task.group(), task.capacity().orElseThrow(), task.overrides());
    }

    private static List<Task> waiting(ReadView view, String cluster) {
        return view.by(EcsTables.TASKS, EcsTables.PROVISIONING_TASKS_BY_CLUSTER, cluster).stream()
                .filter(Task::wanted)
                .sorted(Comparator.<Task, Instant>comparing(each -> each.times().created())
                        .thenComparing(Task::arn))
                .toList();
    }
}
