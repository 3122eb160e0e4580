package io.moorage.model.ecs;

import java.util.Optional;

/** @param expression of the cluster query language, with {@code memberOf} */
public record PlacementConstraint(Type type, Optional<String> expression) {
    public PlacementConstraint {
        if (type == Type.memberOf && expression.isEmpty()) {
            throw new InvalidDefinitionException("memberOf placement constraint requires an expression.");
        }
    }

    public enum Type {
        distinctInstance,
        memberOf
    }
}
