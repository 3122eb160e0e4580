package io.moorage.ecs.placement;

import io.moorage.model.ecs.Resources;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** A node that fits, while a decision is made; it changes as tasks are placed on it. */
final class Candidate {
    /** Where no strategy decides: fewest tasks of the group, then of all; then the lower ARN, so that a decision can be repeated. */
    static final Comparator<Candidate> LEAST_BUSY = Comparator.<Candidate>comparingInt(each -> each.ofGroup)
            .thenComparingInt(each -> each.tasks)
            .thenComparing(each -> each.node.instance().arn());

    private final String group;
    private final Node node;
    private Resources remaining;
    private int ofGroup;
    private int tasks;
    /** What levels remember of it, by their position in the chain. */
    private final Object[] notes;

    Candidate(Node node, String group, int levels) {
        this.group = group;
        this.node = node;
        this.remaining = node.remaining();
        this.ofGroup = node.ofGroup(group);
        this.tasks = node.tasks();
        this.notes = new Object[levels];
    }

    /** As it was at first. */
    Node node() {
        return node;
    }

    Resources remaining() {
        return remaining;
    }

    int ofGroup() {
        return ofGroup;
    }

    /** With what was placed on it since. */
    Node current() {
        Map<String, Integer> groups = new HashMap<>(node.tasksByGroup());
        groups.put(group, ofGroup);
        return new Node(node.instance(), remaining, groups, tasks, node.running());
    }

    void take(Resources wanted) {
        remaining = remaining.less(wanted);
        ofGroup++;
        tasks++;
    }

    Object note(int level) {
        return notes[level];
    }

    void note(int level, Object value) {
        notes[level] = value;
    }
}
