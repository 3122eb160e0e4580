package io.moorage.ecs.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Candidates in the order in which a chain of strategies wants them: a tree with one level per strategy, whose branches wait in heaps,
 * so that a choice costs the logarithm of their number.
 *
 * <p>Branches notice that they rank lower than they did when they come to the top, and not before: see the invariant of {@link Level}.
 */
final class Ranked {
    private final List<Level> levels;
    private final Bucket root = new Bucket(0);

    Ranked(List<Level> levels) {
        this.levels = List.copyOf(levels);
    }

    void put(Candidate candidate) {
        root.put(candidate);
    }

    /** The best, which is taken out. */
    Optional<Candidate> take() {
        return Optional.ofNullable(root.take());
    }

    private final class Bucket {
        private final int depth;
        private final Queue<Candidate> leaves = new PriorityQueue<>(Candidate.LEAST_BUSY);
        private final Queue<Branch> branches = new PriorityQueue<>();
        private final Map<Object, Branch> byLabel = new HashMap<>();
        private int size;

        Bucket(int depth) {
            this.depth = depth;
        }

        void put(Candidate candidate) {
            size++;
            if (depth == levels.size()) {
                leaves.add(candidate);
                return;
            }
            Level level = levels.get(depth);
            Comparable<?> label = level.label(candidate);
            @Nullable Branch branch = byLabel.get(label);
            if (branch == null) {
                branch = new Branch(label, level.rank(candidate), new Bucket(depth + 1));
                byLabel.put(label, branch);
                branches.add(branch);
            }
            branch.bucket.put(candidate);
        }

        @Nullable
        Candidate take() {
            if (depth == levels.size()) {
                @Nullable Candidate leaf = leaves.poll();
                size = leaves.size();
                return leaf;
            }
            @Nullable Branch top = branches.peek();
            while (top != null) {
                if (top.bucket.size == 0) {
                    branches.remove();
                    byLabel.remove(top.label);
                } else if (top.isStale()) {
                    branches.remove();
                    top.note();
                    branches.add(top);
                } else {
                    size--;
                    return top.bucket.take();
                }
                top = branches.peek();
            }
            return null;
        }
    }

    private static final class Branch implements Comparable<Branch> {
        private final Comparable<?> label;
        private final long[] rank;
        private final Bucket bucket;
        /** What {@code rank} was when the branch was put into its heap. */
        private long first;

        private long second;

        Branch(Comparable<?> label, long[] rank, Bucket bucket) {
            this.label = label;
            this.rank = rank;
            this.bucket = bucket;
            note();
        }

        void note() {
            first = rank[0];
            second = rank[1];
        }

        boolean isStale() {
            return first != rank[0] || second != rank[1];
        }

        @Override
        @SuppressWarnings("unchecked") // branches of one heap are of one level, whose labels are of one type
        public int compareTo(Branch other) {
            int order = Long.compare(first, other.first);
            if (order == 0) {
                order = Long.compare(second, other.second);
            }
            return order == 0 ? ((Comparable<Object>) label).compareTo(other.label) : order;
        }
    }
}
