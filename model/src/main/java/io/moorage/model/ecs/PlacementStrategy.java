package io.moorage.model.ecs;

/**
 * How to choose among the instances that qualify.
 *
 * @param field {@code instanceId} or an attribute for spread; {@code cpu} or {@code memory} for binpack; empty for random
 */
public record PlacementStrategy(Type type, String field) {
    public enum Type {
        random,
        spread,
        binpack
    }
}
