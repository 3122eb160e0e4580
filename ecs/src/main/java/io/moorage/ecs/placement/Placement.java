package io.moorage.ecs.placement;

import io.moorage.model.ecs.ContainerInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where some tasks go.
 *
 * @param chosen one entry per placed task; shorter than asked for when nothing more fits
 * @param refused every node that could not take another, when not all were placed
 */
public record Placement(List<ContainerInstance> chosen, List<Refused> refused) {
    public Placement {
        chosen = List.copyOf(chosen);
        refused = List.copyOf(refused);
    }

    /** A node and what it lacks. */
    public record Refused(ContainerInstance instance, Refusal why) {}

    /** The node that came closest. */
    public Optional<Refused> closest() {
        return refused.stream()
                .max(Comparator.<Refused>comparingInt(each -> each.why().closeness())
                        .thenComparing(each -> each.instance().arn(), Comparator.reverseOrder()));
    }

    /** How many nodes were refused for each reason. */
    public Map<String, Long> tally() {
        return refused.stream()
                .collect(Collectors.groupingBy(each -> each.why().reason(), TreeMap::new, Collectors.counting()));
    }
}
