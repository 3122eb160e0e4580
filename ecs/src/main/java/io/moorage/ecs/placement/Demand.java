package io.moorage.ecs.placement;

import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.PlacementStrategy;
import io.moorage.model.ecs.Resources;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task asks of the instance it is placed on.
 *
 * @param group for spreading and {@code distinctInstance}
 * @param attributes names the instance must have
 */
public record Demand(
        Resources resources,
        String group,
        List<String> attributes,
        List<PlacementConstraint> constraints,
        List<PlacementStrategy> strategy) {
    public Demand {
        attributes = List.copyOf(attributes);
        constraints = List.copyOf(constraints);
        strategy = List.copyOf(strategy);
    }

    /** @param constraints of the run or the service; the definition's own are added */
    public static Demand of(
            TaskDefinition definition,
            TaskOverride overrides,
            String group,
            List<PlacementConstraint> constraints,
            List<PlacementStrategy> strategy) {
        List<PlacementConstraint> all = new ArrayList<>(constraints);
        all.addAll(definition.placementConstraints());
        boolean efs = definition.volumes().stream().anyMatch(each -> each.efs().isPresent());
        Resources own = definition.demand();
        Resources resources = new Resources(
                overrides.cpu().orElse(own.cpu()),
                overrides.memory().orElse(own.memory()),
                own.ports(),
                own.portsUdp());
        return new Demand(resources, group, efs ? List.of("ecs.capability.efs") : List.of(), all, strategy);
    }
}
