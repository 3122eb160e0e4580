package io.moorage.ecs.placement;

/**
 * Why a node cannot take a task.
 *
 * @param reason as {@code failures[].reason} has it, e.g. {@code RESOURCE:MEMORY}
 * @param words as a service event has them, e.g. {@code has insufficient memory available}
 */
public record Refusal(String reason, String words) {
    static final Refusal AGENT = new Refusal("AGENT", "encountered error \"AGENT\"");
    static final Refusal CPU = new Refusal("RESOURCE:CPU", "has insufficient CPU units available");
    static final Refusal MEMORY = new Refusal("RESOURCE:MEMORY", "has insufficient memory available");
    static final Refusal PORTS = new Refusal("RESOURCE:PORTS", "is already using a port required by your task");
    static final Refusal ATTRIBUTE = new Refusal("ATTRIBUTE", "is missing an attribute required by your task");
    static final Refusal CONSTRAINT =
            new Refusal("MemberOf placement constraint unsatisfied.", "does not meet the placement constraints");
    static final Refusal DISTINCT =
            new Refusal("DistinctInstance placement constraint unsatisfied.", "already runs a task of the same group");
}
