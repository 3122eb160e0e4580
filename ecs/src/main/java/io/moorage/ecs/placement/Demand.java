package io.moorage.ecs.placement;

import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.PlacementStrategy;
import io.moorage.model.ecs.Resources;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a task asks of the instance it is placed on.
 *
 * @param group for spreading and {@code distinctInstance}
 * @param attributes names the instance must have
 * @param withoutAttributes names it must not have
 * @param zones the Availability Zones where it may have its own address; empty: anywhere
 */
public record Demand(
        Resources resources,
        String group,
        List<String> attributes,
        List<String> withoutAttributes,
        Optional<Set<String>> zones,
        List<PlacementConstraint> constraints,
        List<PlacementStrategy> strategy) {
    private static final String EXTERNAL = "ecs.capability.external";

    public Demand {
        attributes = List.copyOf(attributes);
        withoutAttributes = List.copyOf(withoutAttributes);
        zones = zones.map(Set::copyOf);
        constraints = List.copyOf(constraints);
        strategy = List.copyOf(strategy);
    }

    /**
     * @param launchType {@code EXTERNAL} for machines outside of EC2, which registered as such; {@code EC2} for the others; empty: any
     * @param zones those of its subnets, in network mode {@code awsvpc}
     * @param constraints of the run or the service; the definition's own are added
     */
    public static Demand of(
            TaskDefinition definition,
            TaskOverride overrides,
            String group,
            String launchType,
            Optional<Set<String>> zones,
            List<PlacementConstraint> constraints,
            List<PlacementStrategy> strategy) {
        List<PlacementConstraint> all = new ArrayList<>(constraints);
        all.addAll(definition.placementConstraints());
        List<String> attributes = new ArrayList<>(definition.requiredAttributes());
        boolean external = launchType.equals("EXTERNAL");
        if (external) {
            attributes.add(EXTERNAL);
        }
        return new Demand(
                definition.demand(overrides),
                group,
                attributes,
                launchType.equals("EC2") ? List.of(EXTERNAL) : List.of(),
                zones,
                all,
                strategy);
    }
}
