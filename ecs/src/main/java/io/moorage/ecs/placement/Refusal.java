package io.moorage.ecs.placement;

import java.util.List;
import java.util.Optional;

/**
 * Why a node cannot take a task (ECS guide, "API failures error messages" and "Service event messages").
 *
 * @param reason as {@code failures[].reason} has it, e.g. {@code RESOURCE:MEMORY}
 * @param words as a service event has them, e.g. {@code has insufficient memory available}
 * @param closeness how far the node got before it was refused: larger is closer to fitting
 */
public record Refusal(String reason, String words, int closeness) {
    static final Refusal AGENT = error("AGENT", 0);
    static final Refusal ATTRIBUTE = new Refusal("ATTRIBUTE", "is missing an attribute required by your task", 1);
    static final Refusal CONSTRAINT = error("MemberOf placement constraint unsatisfied.", 2);
    static final Refusal DISTINCT = error("DistinctInstance placement constraint unsatisfied.", 3);
    static final Refusal PORTS = new Refusal("RESOURCE:PORTS", "is already using a port required by your task", 4);
    static final Refusal CPU = new Refusal("RESOURCE:CPU", "has insufficient CPU units available", 5);
    static final Refusal MEMORY = new Refusal("RESOURCE:MEMORY", "has insufficient memory available", 6);

    private static final List<Refusal> ALL = List.of(AGENT, ATTRIBUTE, CONSTRAINT, DISTINCT, PORTS, CPU, MEMORY);

    /** The one whose words a service event has. */
    public static Optional<Refusal> in(String event) {
        return ALL.stream().filter(each -> event.contains(each.words)).findFirst();
    }

    /** The node would do if it had more left. */
    public boolean lacksRoom() {
        return reason.startsWith("RESOURCE:");
    }

    private static Refusal error(String reason, int closeness) {
        return new Refusal(reason, "encountered error \"" + reason + "\"", closeness);
    }
}
