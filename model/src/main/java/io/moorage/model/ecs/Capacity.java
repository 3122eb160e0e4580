package io.moorage.model.ecs;

import java.util.List;

/**
 * That a task runs on a capacity provider; while it has no instance it is {@code PROVISIONING}.
 *
 * @param constraints and {@code strategy}: by which it is placed once there is room
 */
public record Capacity(String provider, List<PlacementConstraint> constraints, List<PlacementStrategy> strategy) {
    public Capacity {
        constraints = List.copyOf(constraints);
        strategy = List.copyOf(strategy);
    }
}
