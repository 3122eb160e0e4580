package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.StartTask;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Moves a service's tasks from zones with too many to zones with too few, one at a time, the new one first (ECS guide, "Balancing an
 * Amazon ECS service across Availability Zones").
 */
final class ZoneBalance {
    /** A task in a zone that has at least two fewer than another, when the service wants that and its limits allow it. */
    static Optional<StartTask> start(ServiceView view, List<Task> current, int upper, RandomGenerator random) {
        Service service = view.service();
        Map<String, Long> zones = byZone(current);
        long most = zones.values().stream().mapToLong(Long::longValue).max().orElse(0);
        if (!service.scheduling().zoneRebalancing() || most < 2 || current.size() >= upper) {
            return Optional.empty();
        }
        return Starts.of(view, Replicas.wanted(service, 1), random).tasks().stream()
                .filter(each -> each.instance()
                        .map(ContainerInstance::availabilityZone)
                        .filter(zone -> zones.getOrDefault(zone, 0L) + 1 < most)
                        .isPresent())
                .findFirst();
    }

    static Map<String, Long> byZone(Collection<Task> tasks) {
        return tasks.stream()
                .collect(Collectors.groupingBy(Task::availabilityZone, TreeMap::new, Collectors.counting()));
    }

    private ZoneBalance() {}
}
