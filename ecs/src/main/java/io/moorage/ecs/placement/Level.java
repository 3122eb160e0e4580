package io.moorage.ecs.placement;

import io.moorage.model.ecs.PlacementStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One strategy of a chain: it parts candidates into branches and ranks these, lowest first; equal ranks go by label.
 *
 * <p>Invariant: the rank of a branch whose members were not chosen never falls, so that what is noted of it is a lower bound.
 */
sealed interface Level {
    /** What candidates of one branch have in common. */
    Comparable<?> label(Candidate candidate);

    /** The rank that a candidate's branch has, two figures of falling weight; the array is changed as tasks are placed. */
    long[] rank(Candidate candidate);

    /** A task was placed on {@code candidate}. */
    default void placed(Candidate candidate) {}

    /** @param above the levels above that spread: tasks are spread over the racks of each zone, not over racks anywhere */
    static Level of(
            int position,
            PlacementStrategy strategy,
            List<SpreadAttribute> above,
            String group,
            List<Node> all,
            RandomGenerator random) {
        return switch (strategy.type()) {
            case random -> new Random(position, random);
            case binpack -> new Binpack(strategy.field().equalsIgnoreCase("cpu"));
            case spread ->
                strategy.field().equalsIgnoreCase("instanceId")
                                || strategy.field().equalsIgnoreCase("host")
                        ? new SpreadInstances()
                        : SpreadAttribute.of(position, strategy.field(), above, group, all);
        };
    }

    /** Fewest tasks of the group over all instances with the same value of an attribute, then fewest tasks. */
    record SpreadAttribute(int position, String attribute, List<SpreadAttribute> above, Map<String, Branch> branches)
            implements Level {
        private static final String PREFIX = "attribute:";

        /** @param value of the attribute */
        private record Branch(String value, long[] counts) {}

        static SpreadAttribute of(
                int position, String field, List<SpreadAttribute> above, String group, List<Node> all) {
            String attribute = field.startsWith(PREFIX) ? field.substring(PREFIX.length()) : field;
            SpreadAttribute level = new SpreadAttribute(position, attribute, List.copyOf(above), new HashMap<>());
            for (Node node : all) {
                long[] counts = level.branch(node).counts;
                counts[0] += node.ofGroup(group);
                counts[1] += node.tasks();
            }
            return level;
        }

        @Override
        public String label(Candidate candidate) {
            return branch(candidate).value;
        }

        @Override
        public long[] rank(Candidate candidate) {
            return branch(candidate).counts;
        }

        @Override
        public void placed(Candidate candidate) {
            long[] counts = rank(candidate);
            counts[0]++;
            counts[1]++;
        }

        private Branch branch(Candidate candidate) {
            if (candidate.note(position) instanceof Branch known) {
                return known;
            }
            Branch branch = branch(candidate.node());
            candidate.note(position, branch);
            return branch;
        }

        private Branch branch(Node node) {
            String value = value(node);
            String path = value;
            for (SpreadAttribute each : above) {
                path = each.value(node) + '\0' + path;
            }
            return branches.computeIfAbsent(path, any -> new Branch(value, new long[2]));
        }

        private String value(Node node) {
            return node.instance().attribute(attribute).orElse("");
        }
    }

    /** Fewest tasks of the group. */
    record SpreadInstances() implements Level {
        @Override
        public Integer label(Candidate candidate) {
            return candidate.ofGroup();
        }

        @Override
        public long[] rank(Candidate candidate) {
            return new long[] {candidate.ofGroup(), 0};
        }
    }

    /** Least left of CPU or memory. */
    record Binpack(boolean cpu) implements Level {
        @Override
        public Integer label(Candidate candidate) {
            return cpu ? candidate.remaining().cpu() : candidate.remaining().memory();
        }

        @Override
        public long[] rank(Candidate candidate) {
            return new long[] {label(candidate), 0};
        }
    }

    /**
     * Any. Each candidate has an alarm that goes off after an exponentially distributed time, and is set anew then; the next to go
     * off is chosen. Since such a time has no memory, each choice is even and independent of those before.
     */
    record Random(int position, RandomGenerator random) implements Level {
        @Override
        public String label(Candidate candidate) {
            return candidate.node().instance().arn();
        }

        @Override
        public long[] rank(Candidate candidate) {
            if (candidate.note(position) instanceof long[] alarm) {
                return alarm;
            }
            long[] alarm = {after(0), 0};
            candidate.note(position, alarm);
            return alarm;
        }

        @Override
        public void placed(Candidate candidate) {
            long[] alarm = rank(candidate);
            alarm[0] = after(alarm[0]);
        }

        /** The bits of a time that is not negative are in the order of times. */
        private long after(long bits) {
            return Double.doubleToLongBits(Double.longBitsToDouble(bits) + random.nextExponential());
        }
    }
}
