package io.moorage.simulation;

import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Node;
import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.PlacementStrategy;
import io.moorage.model.ecs.Resources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Placement written so that it is plainly right: for each task it counts everything anew. Knows the constraints of its test only. */
final class PlacementTwin {
    private final Demand demand;
    private final List<State> all = new ArrayList<>();

    PlacementTwin(Demand demand, List<Node> nodes) {
        this.demand = demand;
        nodes.forEach(each -> all.add(new State(each, demand.group())));
    }

    private static final class State {
        private final Node node;
        private final Set<Integer> ports;
        private int cpu;
        private int memory;
        private int own;
        private int tasks;

        State(Node node, String group) {
            this.node = node;
            this.cpu = node.remaining().cpu();
            this.memory = node.remaining().memory();
            this.ports = new HashSet<>(node.remaining().ports());
            this.own = node.ofGroup(group);
            this.tasks = node.tasks();
        }

        String attribute(String field) {
            return node.instance().attribute(field.replace("attribute:", "")).orElse("");
        }
    }

    List<String> place(int count) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<State> fit = all.stream().filter(this::fits).toList();
            if (fit.isEmpty()) {
                return chosen;
            }
            State best = Collections.min(fit, this::compare);
            chosen.add(best.node.instance().ec2InstanceId());
            best.cpu -= demand.resources().cpu();
            best.memory -= demand.resources().memory();
            best.ports.addAll(demand.resources().ports());
            best.own++;
            best.tasks++;
        }
        return chosen;
    }

    private boolean fits(State state) {
        Resources wanted = demand.resources();
        boolean room = state.cpu >= wanted.cpu()
                && state.memory >= wanted.memory()
                && Collections.disjoint(state.ports, wanted.ports());
        return room && demand.constraints().stream().allMatch(each -> meets(state, each));
    }

    private static boolean meets(State state, PlacementConstraint constraint) {
        return constraint
                .expression()
                .map(text -> text.contains("rack") ? state.node.instance().has("rack") : state.own == 0)
                .orElseGet(() -> state.own == 0);
    }

    private int compare(State one, State other) {
        for (int i = 0; i < demand.strategy().size(); i++) {
            int order = compare(one, other, i);
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(one.own, other.own);
        order = order == 0 ? Integer.compare(one.tasks, other.tasks) : order;
        return order == 0
                ? one.node.instance().arn().compareTo(other.node.instance().arn())
                : order;
    }

    private int compare(State one, State other, int level) {
        PlacementStrategy strategy = demand.strategy().get(level);
        if (strategy.type() == PlacementStrategy.Type.binpack) {
            return strategy.field().equals("cpu")
                    ? Integer.compare(one.cpu, other.cpu)
                    : Integer.compare(one.memory, other.memory);
        }
        if (strategy.field().equals("instanceId")) {
            return Integer.compare(one.own, other.own);
        }
        int order = Integer.compare(
                like(one, level).stream().mapToInt(each -> each.own).sum(),
                like(other, level).stream().mapToInt(each -> each.own).sum());
        order = order == 0
                ? Integer.compare(
                        like(one, level).stream().mapToInt(each -> each.tasks).sum(),
                        like(other, level).stream().mapToInt(each -> each.tasks).sum())
                : order;
        return order == 0 ? one.attribute(strategy.field()).compareTo(other.attribute(strategy.field())) : order;
    }

    /** All with the same values of the attributes that this level and those above it spread over. */
    private List<State> like(State state, int level) {
        return all.stream()
                .filter(each -> demand.strategy().subList(0, level + 1).stream()
                        .filter(strategy -> strategy.field().startsWith("attribute:"))
                        .allMatch(
                                strategy -> each.attribute(strategy.field()).equals(state.attribute(strategy.field()))))
                .toList();
    }
}
