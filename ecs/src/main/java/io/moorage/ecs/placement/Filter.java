package io.moorage.ecs.placement;

import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.Resources;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Can a node take a task of one demand? Asked of every node, so what can be prepared is. */
final class Filter {
    private final Demand demand;
    private final List<Expression> expressions;
    private final boolean distinct;
    private final boolean groupMatters;

    Filter(Demand demand) {
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
    Optional<Refusal> refuse(Node node) {
        if (!node.instance().agentConnected()) {
            return Optional.of(Refusal.AGENT);
        }
        if (!demand.attributes().stream().allMatch(node.instance()::has)
                || demand.withoutAttributes().stream().anyMatch(node.instance()::has)) {
            return Optional.of(Refusal.ATTRIBUTE);
        }
        if (!member(node)) {
            return Optional.of(Refusal.CONSTRAINT);
        }
        return full(node);
    }

    /** As {@link #refuse} for a node that had been fit and got another task of the demand's group since. */
    Optional<Refusal> refuseAnother(Node node) {
        return groupMatters && !member(node) ? Optional.of(Refusal.CONSTRAINT) : full(node);
    }

    private boolean member(Node node) {
        return expressions.stream().allMatch(each -> each.matches(node));
    }

    private Optional<Refusal> full(Node node) {
        if (distinct && node.ofGroup(demand.group()) > 0) {
            return Optional.of(Refusal.DISTINCT);
        }
        Resources remaining = node.remaining();
        Resources wanted = demand.resources();
        if (!Collections.disjoint(remaining.ports(), wanted.ports())
                || !Collections.disjoint(remaining.portsUdp(), wanted.portsUdp())) {
            return Optional.of(Refusal.PORTS);
        }
        if (remaining.cpu() < wanted.cpu()) {
            return Optional.of(Refusal.CPU);
        }
        return remaining.memory() < wanted.memory() ? Optional.of(Refusal.MEMORY) : Optional.empty();
    }
}
