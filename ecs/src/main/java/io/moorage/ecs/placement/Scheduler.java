package io.moorage.ecs.placement;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.PlacementStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chooses instances for a number of like tasks (ECS guide, "Amazon ECS task placement"): those that can take one, in the order of the
 * strategies. Without a strategy: spread over availability zones.
 */
public final class Scheduler {
    private static final List<PlacementStrategy> DEFAULT =
            List.of(new PlacementStrategy(PlacementStrategy.Type.spread, "attribute:ecs.availability-zone"));

    public static Placement place(Demand demand, int count, List<Node> nodes, RandomGenerator random) {
        Filter filter = new Filter(demand);
        List<Level> levels = levels(demand, nodes, random);
        Ranked ranked = new Ranked(levels);
        List<Placement.Refused> refused = new ArrayList<>();
        for (Node node : nodes) {
            Optional<Refusal> refusal = filter.refuse(node);
            refusal.ifPresentOrElse(
                    why -> refused.add(new Placement.Refused(node.instance(), why)),
                    () -> ranked.put(new Candidate(node, demand.group(), levels.size())));
        }
        List<ContainerInstance> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            Optional<Candidate> best = ranked.take();
            if (best.isEmpty()) {
                return new Placement(chosen, refused);
            }
            Candidate winner = best.get();
            chosen.add(winner.node().instance());
            levels.forEach(each -> each.placed(winner));
            winner.take(demand.resources());
            filter.refuseAnother(winner)
                    .ifPresentOrElse(
                            why -> refused.add(
                                    new Placement.Refused(winner.node().instance(), why)),
                            () -> ranked.put(winner));
        }
        return new Placement(chosen, List.of());
    }

    private static List<Level> levels(Demand demand, List<Node> nodes, RandomGenerator random) {
        List<Level> levels = new ArrayList<>();
        List<Level.SpreadAttribute> above = new ArrayList<>();
        for (PlacementStrategy each : demand.strategy().isEmpty() ? DEFAULT : demand.strategy()) {
            Level level = Level.of(levels.size(), each, above, demand.group(), nodes, random);
            levels.add(level);
            if (level instanceof Level.SpreadAttribute spread) {
                above.add(spread);
            }
        }
        return levels;
    }

    private Scheduler() {}
}
