package io.moorage.ecs.placement;

import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.CapacityShare;
import io.moorage.model.ecs.Task;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a number of tasks is divided among capacity providers (ECS API reference, {@code CapacityProviderStrategyItem}). */
public final class Shares {
    /** How many of {@code tasks} each provider has. */
    public static Map<String, Integer> counts(Collection<Task> tasks) {
        Map<String, Integer> counts = new HashMap<>();
        tasks.stream()
                .flatMap(each -> each.capacity().map(Capacity::provider).stream())
                .forEach(each -> counts.merge(each, 1, Integer::sum));
        return counts;
    }

    /**
     * How many of {@code count} more tasks go to each provider: bases first, then by weight; of providers that are equally behind,
     * to the first named.
     */
    public static Map<String, Integer> divide(List<CapacityShare> shares, Map<String, Integer> present, int count) {
        Map<String, Integer> had = new HashMap<>(present);
        Map<String, Integer> more = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            Optional<CapacityShare> next = shares.stream()
                    .filter(each -> had.getOrDefault(each.capacityProvider(), 0) < each.base())
                    .findFirst()
                    .or(() -> shares.stream()
                            .filter(each -> each.weight() > 0)
                            .min(Comparator.comparingDouble(each -> behind(each, had))));
            if (next.isEmpty()) {
                return more;
            }
            had.merge(next.get().capacityProvider(), 1, Integer::sum);
            more.merge(next.get().capacityProvider(), 1, Integer::sum);
        }
        return more;
    }

    private static double behind(CapacityShare share, Map<String, Integer> had) {
        return (had.getOrDefault(share.capacityProvider(), 0) - share.base() + 1) / (double) share.weight();
    }

    private Shares() {}
}
