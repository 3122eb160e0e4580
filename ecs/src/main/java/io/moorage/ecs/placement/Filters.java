package io.moorage.ecs.placement;

import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.Resources;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Can this node take this task? Checked in order of how close to a yes each is: the last to refuse is the closest match. */
final class Filters {
    static Optional<Refusal> refuse(Node node, Demand demand) {
        if (!node.instance().agentConnected()) {
            return Optional.of(Refusal.AGENT);
        }
        if (!demand.attributes().stream().allMatch(node.instance()::has)) {
            return Optional.of(Refusal.ATTRIBUTE);
        }
        for (PlacementConstraint constraint : demand.constraints()) {
            Optional<Refusal> refusal = refuse(node, demand, constraint);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return lacking(node.remaining(), demand.resources());
    }

    /** How far a node got before it was refused: larger is closer to fitting. */
    static int closeness(Refusal refusal) {
        return switch (refusal.reason()) {
            case "AGENT" -> 0;
            case "ATTRIBUTE" -> 1;
            case "RESOURCE:PORTS" -> 3;
            case "RESOURCE:CPU" -> 4;
            case "RESOURCE:MEMORY" -> 5;
            default -> 2;
        };
    }

    static Optional<Refusal> lacking(Resources remaining, Resources wanted) {
        if (!Collections.disjoint(remaining.ports(), wanted.ports())
                || !Collections.disjoint(remaining.portsUdp(), wanted.portsUdp())) {
            return Optional.of(Refusal.PORTS);
        }
        if (remaining.cpu() < wanted.cpu()) {
            return Optional.of(Refusal.CPU);
        }
        return remaining.memory() < wanted.memory() ? Optional.of(Refusal.MEMORY) : Optional.empty();
    }

    static boolean distinct(Demand demand) {
        return demand.constraints().stream().anyMatch(each -> each.type() == PlacementConstraint.Type.distinctInstance);
    }

    private static Optional<Refusal> refuse(Node node, Demand demand, PlacementConstraint constraint) {
        return switch (constraint.type()) {
            case distinctInstance ->
                node.ofGroup(demand.group()) > 0 ? Optional.of(Refusal.DISTINCT) : Optional.empty();
            case memberOf ->
                Expression.parse(constraint.expression().orElseThrow()).matches(node)
                        ? Optional.empty()
                        : Optional.of(Refusal.CONSTRAINT);
        };
    }

    /** The groups in which tasks count, for {@code task:group}. */
    static Set<String> groups(Node node) {
        return node.tasksByGroup().keySet();
    }

    private Filters() {}
}
