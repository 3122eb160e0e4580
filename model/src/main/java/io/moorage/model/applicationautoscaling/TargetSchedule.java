package io.moorage.model.applicationautoscaling;

import java.time.Instant;
import java.util.Optional;

/**
 * A change of a target's bounds at a time ({@code API_ScheduledAction}).
 *
 * @param schedule {@code at(...)}, {@code rate(...)} or {@code cron(...)}
 * @param next when it is due; empty when never again
 */
public record TargetSchedule(
        String targetKey,
        String name,
        String arn,
        String schedule,
        String timezone,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<Integer> min,
        Optional<Integer> max,
        Instant created,
        Optional<Instant> next) {
    public static String key(String targetKey, String name) {
        return targetKey + "\u001f" + name;
    }

    public String key() {
        return key(targetKey, name);
    }

    public TargetSchedule dueAt(Optional<Instant> time) {
        return new TargetSchedule(targetKey, name, arn, schedule, timezone, start, end, min, max, created, time);
    }
}
