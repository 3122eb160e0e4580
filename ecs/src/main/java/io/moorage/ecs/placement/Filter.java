package io.moorage.ecs.placement;

import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.Resources;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Can a node take a task of one demand? Asked of every node, so what can be prepared is. */
public final class Filter {
    private final Demand demand;
    private final List<Expression> expressions;
    private final boolean distinct;
    private final boolean groupMatters;

    public Filter(Demand demand) {
        this.demand = demand;
        this.expressions = demand.constraints().stream()
                .filter(each -> each.type() == PlacementConstraint.Type.memberOf)
                .map(each -> Expression.parse(each.expression().orElseThrow()))
                .toList();
        this.distinct = demand.constraints().stream()
                .anyMatch(each -> each.type() == PlacementConstraint.Type.distinctInstance);
        this.groupMatters = expressions.stream().anyMatch(Expression::asksForGroups);
    }

    /** Empty when it can. In order of how close to a yes each refusal is. */
    public Optional<Refusal> refuse(Node node) {
        return node.instance().agentConnected() ? refuseWhenConnected(node) : Optional.of(Refusal.AGENT);
    }

    /** As {@link #refuse}, whether the node's agent is there or away: it comes back. */
    public Optional<Refusal> refuseWhenConnected(Node node) {
        if (!hasAttributes(node) || !inZone(node)) {
            return Optional.of(Refusal.ATTRIBUTE);
        }
        return member(node) ? full(node.remaining(), node.ofGroup(demand.group())) : Optional.of(Refusal.CONSTRAINT);
    }

    /** As {@link #refuse} for a node that had been fit and got another task of the demand's group since. */
    Optional<Refusal> refuseAnother(Candidate candidate) {
        return groupMatters && !member(candidate.current())
                ? Optional.of(Refusal.CONSTRAINT)
                : full(candidate.remaining(), candidate.ofGroup());
    }

    private boolean hasAttributes(Node node) {
        for (String each : demand.attributes()) {
            if (!node.instance().has(each)) {
                return false;
            }
        }
        for (String each : demand.withoutAttributes()) {
            if (node.instance().has(each)) {
                return false;
            }
        }
        return true;
    }

    /** ECS sees to it by the attribute {@code ecs.availability-zone}, so that the refusal is the one of attributes. */
    private boolean inZone(Node node) {
        return demand.zones()
                .filter(zones -> !zones.contains(node.instance().availabilityZone()))
                .isEmpty();
    }

    private boolean member(Node node) {
        for (Expression each : expressions) {
            if (!each.matches(node)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Refusal> full(Resources remaining, int ofGroup) {
        if (distinct && ofGroup > 0) {
            return Optional.of(Refusal.DISTINCT);
        }
        Resources wanted = demand.resources();
        if (overlap(remaining.ports(), wanted.ports()) || overlap(remaining.portsUdp(), wanted.portsUdp())) {
            return Optional.of(Refusal.PORTS);
        }
        if (remaining.cpu() < wanted.cpu()) {
            return Optional.of(Refusal.CPU);
        }
        return remaining.memory() < wanted.memory() ? Optional.of(Refusal.MEMORY) : Optional.empty();
    }

    private static boolean overlap(Set<Integer> taken, Set<Integer> wanted) {
        return !wanted.isEmpty() && !Collections.disjoint(taken, wanted);
    }
}
