package io.moorage.ecs.decide;

import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.Resources;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many instances of a capacity provider its tasks need, in percent of those it has: {@code CapacityProviderReservation} (ECS guide,
 * "Managed scale-out behavior"). 100 is just enough; an empty instance is one too many.
 */
public final class CapacityReservation {
    private static final double ENOUGH = 100;
    /** "When there are no available container instances, ECS always scales out to 200%." */
    private static final double FROM_NOTHING = 200;

    /**
     * What of a task decides how many fit an instance.
     *
     * @param alone no two fit one instance, whatever they need
     */
    public record Waiting(Resources resources, boolean alone) {}

    /**
     * @param registered what each instance has
     * @param used how many of the instances run a task that is not a daemon's
     * @param waiting tasks that found no place
     */
    public static double percent(
            CapacityProvider.ManagedScaling scaling,
            Collection<Resources> registered,
            int used,
            List<Waiting> waiting) {
        int present = registered.size();
        if (present == 0) {
            // Nothing for nobody is what is wanted, whatever the target: above it the group would grow, below it shrink
            // again.
            return waiting.isEmpty() ? scaling.targetCapacity() : FROM_NOTHING;
        }
        int missing = missing(registered, waiting);
        int needed = missing == 0
                ? used
                : present + Math.clamp(missing, scaling.minimumScalingStepSize(), scaling.maximumScalingStepSize());
        return ENOUGH * needed / present;
    }

    /** By packing each kind of task onto instances like the largest; kinds that do not fit the smallest are left out. */
    private static int missing(Collection<Resources> registered, List<Waiting> waiting) {
        Comparator<Resources> bySize =
                Comparator.comparingInt(Resources::memory).thenComparingInt(Resources::cpu);
        Optional<Resources> largest = registered.stream().max(bySize);
        Optional<Resources> smallest = registered.stream().min(bySize);
        if (largest.isEmpty() || smallest.isEmpty()) {
            return 0;
        }
        Map<Waiting, Long> kinds = waiting.stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
        int missing = 0;
        for (Map.Entry<Waiting, Long> kind : kinds.entrySet()) {
            if (perInstance(smallest.get(), kind.getKey()) > 0) {
                int each = perInstance(largest.get(), kind.getKey());
                missing += Math.ceilDiv(Math.toIntExact(kind.getValue()), each);
            }
        }
        return missing;
    }

    private static int perInstance(Resources instance, Waiting task) {
        Resources wanted = task.resources();
        int byCpu = wanted.cpu() == 0 ? Integer.MAX_VALUE : instance.cpu() / wanted.cpu();
        int byMemory = wanted.memory() == 0 ? Integer.MAX_VALUE : instance.memory() / wanted.memory();
        boolean one =
                task.alone() || !wanted.ports().isEmpty() || !wanted.portsUdp().isEmpty();
        return Math.min(Math.min(byCpu, byMemory), one ? 1 : Integer.MAX_VALUE);
    }

    private CapacityReservation() {}
}
