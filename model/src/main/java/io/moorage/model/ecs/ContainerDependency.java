package io.moorage.model.ecs;

/** Start only when another container of the task got this far. */
public record ContainerDependency(String containerName, Condition condition) {
    public enum Condition {
        START,
        COMPLETE,
        SUCCESS,
        HEALTHY
    }
}
