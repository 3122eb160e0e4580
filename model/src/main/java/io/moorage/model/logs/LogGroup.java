package io.moorage.model.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Streams that share a name, tags and how long their events are kept.
 *
 * @param id tells it from a group of the same name that was deleted
 * @param retentionDays empty: events never expire
 */
public record LogGroup(
        String name, String id, Instant created, Optional<Integer> retentionDays, Map<String, String> tags) {
    public LogGroup {
        tags = Map.copyOf(tags);
    }

    /** Events before this have expired. */
    public Instant keptSince(Instant now) {
        return retentionDays.map(days -> now.minus(Duration.ofDays(days))).orElse(Instant.EPOCH);
    }

    public LogGroup withRetention(Optional<Integer> days) {
        return new LogGroup(name, id, created, days, tags);
    }

    public LogGroup withTags(Map<String, String> newTags) {
        return new LogGroup(name, id, created, retentionDays, newTags);
    }
}
