package io.moorage.model.autoscaling;

import java.time.Instant;
import java.util.Optional;

/**
 * A change of a group's size at a time, or at times that recur.
 *
 * @param recurrence in the five fields of cron
 * @param next when it is due; empty once it will not be any more
 */
public record ScheduledAction(
        String groupName,
        String name,
        String arn,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<String> recurrence,
        Optional<String> timeZone,
        Optional<Integer> min,
        Optional<Integer> max,
        Optional<Integer> desired,
        Optional<Instant> next) {
    public String key() {
        return groupName + GroupInstance.SEPARATOR + name;
    }

    public ScheduledAction dueAt(Instant time) {
        return new ScheduledAction(
                groupName, name, arn, start, end, recurrence, timeZone, min, max, desired, Optional.of(time));
    }
}
