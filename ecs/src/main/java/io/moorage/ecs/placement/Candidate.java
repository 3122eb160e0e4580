package io.moorage.ecs.placement;

import java.util.Comparator;

/** A node that fits, while a decision is made; it changes as tasks are placed on it. */
final class Candidate {
    /** Where no strategy decides: fewest tasks of the group, then of all; then the lower ARN, so that a decision can be repeated. */
    static final Comparator<Candidate> LEAST_BUSY = Comparator.<Candidate>comparingInt(each -> each.ofGroup)
            .thenComparingInt(each -> each.node.tasks())
            .thenComparing(each -> each.node.instance().arn());

    private final String group;
    private Node node;
    private int ofGroup;

    Candidate(Node node, String group) {
        this.group = group;
        this.node = node;
        this.ofGroup = node.ofGroup(group);
    }

    Node node() {
        return node;
    }

    int ofGroup() {
        return ofGroup;
    }

    void take(Demand demand) {
        node = node.with(group, demand.resources());
        ofGroup++;
    }
}
