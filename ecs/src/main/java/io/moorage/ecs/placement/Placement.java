package io.moorage.ecs.placement;

import io.moorage.model.ecs.ContainerInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
                .max(Comparator.<Refused>comparingInt(each -> Filters.closeness(each.why()))
                        .thenComparing(each -> each.instance().arn(), Comparator.reverseOrder()));
    }
}
