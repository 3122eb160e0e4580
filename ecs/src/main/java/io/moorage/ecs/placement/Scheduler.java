package io.moorage.ecs.placement;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.PlacementStrategy;
import io.moorage.model.ecs.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chooses instances for a number of like tasks (ECS guide, "Amazon ECS task placement").
 *
 * <p>Without a strategy: spread over availability zones, then the instance with fewest tasks of the group, then of all. Ties go to the
 * lower ARN, so that a decision can be repeated.
 */
public final class Scheduler {
    private static final List<PlacementStrategy> DEFAULT =
            List.of(new PlacementStrategy(PlacementStrategy.Type.spread, "attribute:ecs.availability-zone"));

    public static Placement place(Demand demand, int count, List<Node> nodes, RandomGenerator random) {
        List<Candidate> candidates = new ArrayList<>();
        List<Placement.Refused> refused = new ArrayList<>();
        for (Node node : nodes) {
            Optional<Refusal> refusal = Filters.refuse(node, demand);
            if (refusal.isPresent()) {
                refused.add(new Placement.Refused(node.instance(), refusal.get()));
            } else {
                candidates.add(new Candidate(node, demand));
            }
        }
        List<Ranking> rankings = rankings(demand, candidates, nodes, random);
        boolean distinct = Filters.distinct(demand);
        List<ContainerInstance> chosen = new ArrayList<>();
        while (chosen.size() < count && !candidates.isEmpty()) {
            int best = best(candidates, rankings);
            Candidate winner = candidates.get(best);
            chosen.add(winner.instance);
            rankings.forEach(each -> each.placed(winner));
            winner.take(demand.resources());
            Optional<Refusal> full =
                    distinct ? Optional.of(Refusal.DISTINCT) : Filters.lacking(winner.remaining, demand.resources());
            full.ifPresent(why -> {
                candidates.remove(best);
                refused.add(new Placement.Refused(winner.instance, why));
            });
        }
        return new Placement(chosen, chosen.size() < count ? refused : List.of());
    }

    private static int best(List<Candidate> candidates, List<Ranking> rankings) {
        rankings.forEach(Ranking::next);
        int best = 0;
        for (int i = 1; i < candidates.size(); i++) {
            if (compare(candidates.get(i), candidates.get(best), rankings) < 0) {
                best = i;
            }
        }
        return best;
    }

    private static int compare(Candidate one, Candidate other, List<Ranking> rankings) {
        for (Ranking ranking : rankings) {
            int order = Long.compare(ranking.rank(one), ranking.rank(other));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(one.ofGroup, other.ofGroup);
        if (order == 0) {
            order = Integer.compare(one.tasks, other.tasks);
        }
        return order == 0 ? one.instance.arn().compareTo(other.instance.arn()) : order;
    }

    private static List<Ranking> rankings(
            Demand demand, List<Candidate> candidates, List<Node> nodes, RandomGenerator random) {
        List<PlacementStrategy> strategy = strategy(demand);
        List<Ranking> rankings = new ArrayList<>();
        for (int i = 0; i < strategy.size(); i++) {
            PlacementStrategy each = strategy.get(i);
            rankings.add(
                    switch (each.type()) {
                        case random -> new Random(random);
                        case binpack -> each.field().equalsIgnoreCase("cpu") ? new PackCpu() : new PackMemory();
                        case spread -> spread(each.field(), i, demand.group(), candidates, nodes);
                    });
        }
        return rankings;
    }

    private static List<PlacementStrategy> strategy(Demand demand) {
        return demand.strategy().isEmpty() ? DEFAULT : demand.strategy();
    }

    private static Ranking spread(
            String field, int position, String group, List<Candidate> candidates, List<Node> nodes) {
        if (field.equalsIgnoreCase("instanceId") || field.equalsIgnoreCase("host")) {
            return new SpreadInstances();
        }
        String attribute = field.startsWith("attribute:") ? field.substring("attribute:".length()) : field;
        Map<String, long[]> counts = new HashMap<>();
        for (Node node : nodes) {
            counts.computeIfAbsent(node.instance().attribute(attribute).orElse(""), any -> new long[1])[0] +=
                    node.ofGroup(group);
        }
        for (Candidate each : candidates) {
            each.shared[position] =
                    counts.computeIfAbsent(each.instance.attribute(attribute).orElse(""), any -> new long[1]);
        }
        return new SpreadAttribute(position);
    }

    /** A node while this decision is made. */
    private static final class Candidate {
        private final ContainerInstance instance;
        private Resources remaining;
        private int ofGroup;
        private int tasks;
        /** Per strategy of the chain, the count that all candidates with the same attribute value share. */
        private final long[][] shared;

        Candidate(Node node, Demand demand) {
            this.instance = node.instance();
            this.remaining = node.remaining();
            this.ofGroup = node.ofGroup(demand.group());
            this.tasks = node.tasks();
            this.shared = new long[strategy(demand).size()][];
        }

        void take(Resources demand) {
            remaining = remaining.less(demand);
            ofGroup++;
            tasks++;
        }
    }

    /** One strategy of a chain: the lowest rank wins. */
    private interface Ranking {
        long rank(Candidate candidate);

        default void placed(Candidate winner) {}

        /** Before each choice. */
        default void next() {}
    }

    private record SpreadAttribute(int position) implements Ranking {
        @Override
        public long rank(Candidate candidate) {
            return candidate.shared[position][0];
        }

        @Override
        public void placed(Candidate winner) {
            winner.shared[position][0]++;
        }
    }

    private record SpreadInstances() implements Ranking {
        @Override
        public long rank(Candidate candidate) {
            return candidate.ofGroup;
        }
    }

    private record PackCpu() implements Ranking {
        @Override
        public long rank(Candidate candidate) {
            return candidate.remaining.cpu();
        }
    }

    private record PackMemory() implements Ranking {
        @Override
        public long rank(Candidate candidate) {
            return candidate.remaining.memory();
        }
    }

    /** A fresh order for each choice. */
    private static final class Random implements Ranking {
        private final RandomGenerator random;
        private final IdentityHashMap<Candidate, Long> order = new IdentityHashMap<>();

        Random(RandomGenerator random) {
            this.random = random;
        }

        @Override
        public void next() {
            order.clear();
        }

        @Override
        public long rank(Candidate candidate) {
            return order.computeIfAbsent(candidate, any -> random.nextLong());
        }
    }

    private Scheduler() {}
}
