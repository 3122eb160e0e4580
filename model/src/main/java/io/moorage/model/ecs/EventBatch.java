package io.moorage.model.ecs;

import java.time.Instant;
import java.util.List;

/**
 * State changes that were told one after another.
 *
 * @param key of the first of them, in the order of their numbers
 */
public record EventBatch(String key, List<Event> events) {
    public EventBatch {
        events = List.copyOf(events);
    }

    public static EventBatch of(List<Event> events) {
        return new EventBatch(String.format("%019d", events.getFirst().number()), events);
    }

    /** The highest number in it. */
    public long last() {
        return events.getLast().number();
    }

    /**
     * One change.
     *
     * @param id by which who follows the feed goes on after it
     * @param number grows by one with each change, also over restarts
     * @param document as EventBridge delivers it, in JSON
     */
    public record Event(
            String id,
            long number,
            String detailType,
            List<String> resources,
            String clusterName,
            Instant time,
            String document) {
        public Event {
            resources = List.copyOf(resources);
        }
    }
}
