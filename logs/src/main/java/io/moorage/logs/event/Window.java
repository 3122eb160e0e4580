package io.moorage.logs.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The first or the last so many of events that are offered in any order. Not thread-safe. */
public final class Window {
    private static final int MOST_BYTES = 1 << 20;

    private final boolean forward;
    private final int limit;
    private final Optional<Position> bound;
    private final PriorityQueue<Found> kept;
    private long bytes;
    private boolean dropped;

    /** @param stream its name */
    public record Found(String stream, LogEvent event) {
        public Position position() {
            return new Position(event.timestamp(), stream, event.sequence());
        }
    }

    /** Where an event stands among others: by time, then by stream, then as they came. */
    public record Position(long timestamp, String stream, long sequence) implements Comparable<Position> {
        private static final Comparator<Position> ORDER = Comparator.comparingLong(Position::timestamp)
                .thenComparing(Position::stream)
                .thenComparingLong(Position::sequence);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }

    private Window(boolean forward, int limit, Optional<Position> bound) {
        this.forward = forward;
        this.limit = limit;
        this.bound = bound;
        Comparator<Found> order = Comparator.comparing(Found::position);
        this.kept = new PriorityQueue<>(forward ? order.reversed() : order);
    }

    /** @param after only what comes after that */
    public static Window first(int limit, Optional<Position> after) {
        return new Window(true, limit, after);
    }

    /** @param before only what comes before that */
    public static Window last(int limit, Optional<Position> before) {
        return new Window(false, limit, before);
    }

    public void offer(Found found) {
        int side = bound.map(found.position()::compareTo).orElse(forward ? 1 : -1);
        if (forward ? side <= 0 : side >= 0) {
            return;
        }
        kept.add(found);
        bytes += found.event().size();
        while (kept.size() > limit || isTooMuch()) {
            bytes -= kept.remove().event().size();
            dropped = true;
        }
    }

    /** Whether more may follow what {@link #events} told. */
    public boolean isFull(List<Found> told) {
        return !told.isEmpty() && (dropped || told.size() < kept.size());
    }

    /** What is farthest is not needed when the others are more than an answer holds. */
    private boolean isTooMuch() {
        Found farthest = kept.peek();
        return farthest != null && bytes - farthest.event().size() > MOST_BYTES;
    }

    /** In their order; no more than an answer holds (API reference: 1 MB). */
    public List<Found> events() {
        List<Found> all = new ArrayList<>(kept);
        all.sort(Comparator.comparing(Found::position));
        int answered = 0;
        int count = 0;
        while (count < all.size()) {
            answered +=
                    all.get(forward ? count : all.size() - 1 - count).event().size();
            if (answered > MOST_BYTES && count > 0) {
                break;
            }
            count++;
        }
        return List.copyOf(forward ? all.subList(0, count) : all.subList(all.size() - count, all.size()));
    }
}
