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
        return new Demand(definition.demand(overrides), group, definition.requiredAttributes(), all, strategy);
    }
}
