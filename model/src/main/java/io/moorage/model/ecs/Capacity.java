package io.moorage.model.ecs;

import java.util.List;
import java.util.Optional;

/**
 * That a task runs on a capacity provider; while it has no instance it is {@code PROVISIONING}.
 *
 * @param constraints and {@code strategy}: by which it is placed once there is room
 * @param network where it gets its interface then; there in network mode {@code awsvpc}, and then only
 */
public record Capacity(
        String provider,
        List<PlacementConstraint> constraints,
        List<PlacementStrategy> strategy,
        Optional<NetworkPlace> network) {
    public Capacity {
        constraints = List.copyOf(constraints);
        strategy = List.copyOf(strategy);
    }
}
