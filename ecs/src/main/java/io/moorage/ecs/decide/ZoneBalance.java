package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.StartTask;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Moves a service's tasks from zones with too many to zones with too few, one at a time, the new one first (ECS guide, "Balancing an
 * Amazon ECS service across Availability Zones").
 */
public final class ZoneBalance {
    /** A task in a zone that has at least two fewer than another, when the service wants that and its limits allow it. */
    static Optional<StartTask> start(ServiceView view, List<Task> current, int upper, RandomGenerator random) {
        Service service = view.service();
        if (current.size() >= upper || !mayMove(service, current, () -> zones(view))) {
            return Optional.empty();
        }
        Map<String, Long> zones = byZone(current);
        long most = most(zones);
        return Starts.of(view, Replicas.wanted(service, 1), random).tasks().stream()
                .filter(each -> each.instance()
                        .map(ContainerInstance::availabilityZone)
                        .filter(zone -> zones.getOrDefault(zone, 0L) + 1 < most)
                        .isPresent())
                .findFirst();
    }

    /** What is told when no more is moved. */
    static String over(ServiceView view, List<Task> current) {
        Map<String, Long> byZone = byZone(current);
        long most = most(byZone);
        boolean balanced =
                most <= 1 || zones(view).stream().allMatch(zone -> byZone.getOrDefault(zone, 0L) + 1 >= most);
        String service = view.service().name();
        return balanced ? EventWords.balanced(service, byZone) : EventWords.stoppedRebalancing(service);
    }

    /** Where it could have tasks: in network mode {@code awsvpc} in the zones of its subnets only. */
    private static Set<String> zones(ServiceView view) {
        Set<String> zones = new TreeSet<>(view.fleet().zones());
        if (view.service().primary().network().isPresent()) {
            zones.retainAll(view.zones(view.service().primary().id()));
        }
        return zones;
    }

    /**
     * Whether the service wants its tasks moved, all that are wanted are there, and some zone has at least two fewer than another.
     *
     * @param zones of the instances that it could have tasks on; asked only when it matters
     */
    public static boolean mayMove(Service service, Collection<Task> live, Supplier<Set<String>> zones) {
        if (!service.scheduling().zoneRebalancing() || service.desiredCount() < 2) {
            return false;
        }
        List<Task> wanted = live.stream().filter(Task::wanted).toList();
        Map<String, Long> byZone = byZone(wanted);
        long most = most(byZone);
        return wanted.size() >= service.desiredCount()
                && most > 1
                && zones.get().stream().anyMatch(zone -> byZone.getOrDefault(zone, 0L) + 1 < most);
    }

    /** Whether a task that does not work yet is to take the place of one in a zone that has at least two more that do. */
    static boolean isMoving(Collection<Task> current, Predicate<Task> works) {
        Map<String, Long> working = byZone(current.stream().filter(works).toList());
        long most = most(working);
        return current.stream()
                .filter(each -> !works.test(each))
                .anyMatch(each -> working.getOrDefault(each.availabilityZone(), 0L) + 1 < most);
    }

    private static long most(Map<String, Long> zones) {
        return zones.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    static Map<String, Long> byZone(Collection<Task> tasks) {
        return tasks.stream()
                .collect(Collectors.groupingBy(Task::availabilityZone, TreeMap::new, Collectors.counting()));
    }

    private ZoneBalance() {}
}
