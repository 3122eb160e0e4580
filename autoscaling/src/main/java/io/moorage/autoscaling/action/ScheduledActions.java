package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.ScheduledUpdateGroupAction;
import io.moorage.awsmodels.autoscaling.ScheduledUpdateGroupActionRequest;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.ScheduledAction;
import io.moorage.scaling.Cron;
import io.moorage.scaling.Uuids;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Scheduled actions as requests describe them and answers show them. */
final class ScheduledActions {
    private static final int MOST = 125;

    private ScheduledActions() {}

    /** Writes it, or refuses. */
    static void put(
            Transaction tx,
            AutoScaling autoScaling,
            AutoScalingGroup group,
            ScheduledUpdateGroupActionRequest given,
            Instant now) {
        ScheduledAction action = read(autoScaling, group, given, now);
        Collection<ScheduledAction> others = of(tx, group.name()).stream()
                .filter(each -> !each.name().equals(action.name()))
                .toList();
        if (others.size() >= MOST) {
            throw Refusal.limitExceeded("A group has at most " + MOST + " scheduled actions.");
        }
        if (others.stream()
                .anyMatch(each -> each.start().isPresent() && each.start().equals(action.start()))) {
            throw Refusal.alreadyExists("Scheduled action with the same start time already exists: "
                    + action.start().orElseThrow());
        }
        tx.put(AutoScalingTables.SCHEDULED_ACTIONS, action);
    }

    private static ScheduledAction read(
            AutoScaling autoScaling, AutoScalingGroup group, ScheduledUpdateGroupActionRequest given, Instant now) {
        String name = given.scheduledActionName();
        check(given, now);
        Optional<ZoneId> zone = Optional.ofNullable(given.timeZone()).map(ScheduledActions::zone);
        Optional<Cron> recurrence = Optional.ofNullable(given.recurrence()).map(ScheduledActions::cron);
        Optional<Instant> start = Optional.ofNullable(given.startTime());
        Optional<Instant> next =
                start.or(() -> recurrence.flatMap(each -> each.next(now, zone.orElse(ZoneOffset.UTC))));
        if (next.isEmpty()) {
            throw Refusal.invalid("Given recurrence string: " + given.recurrence() + " names no time that will come.");
        }
        return new ScheduledAction(
                group.name(),
                name,
                autoScaling
                        .config()
                        .arn("scheduledUpdateGroupAction:" + Uuids.next(autoScaling.random()) + ":autoScalingGroupName/"
                                + group.name() + ":scheduledActionName/" + name),
                start,
                Optional.ofNullable(given.endTime()),
                Optional.ofNullable(given.recurrence()),
                Optional.ofNullable(given.timeZone()),
                Optional.ofNullable(given.minSize()),
                Optional.ofNullable(given.maxSize()),
                Optional.ofNullable(given.desiredCapacity()),
                next);
    }

    private static void check(ScheduledUpdateGroupActionRequest given, Instant now) {
        if (given.minSize() == null && given.maxSize() == null && given.desiredCapacity() == null) {
            throw Refusal.invalid("At least one of MinSize, MaxSize and DesiredCapacity is required.");
        }
        if (Stream.of(given.minSize(), given.maxSize(), given.desiredCapacity())
                .anyMatch(each -> each != null && each < 0)) {
            throw Refusal.invalid("MinSize, MaxSize and DesiredCapacity must be 0 or more.");
        }
        if (given.minSize() != null && given.maxSize() != null && given.minSize() > given.maxSize()) {
            throw Refusal.invalid("Max bound, " + given.maxSize() + ", must be greater than or equal to min bound, "
                    + given.minSize());
        }
        if (given.startTime() == null && given.recurrence() == null) {
            throw Refusal.invalid("A start time or a recurrence is required.");
        }
        if (given.startTime() != null && !given.startTime().isAfter(now)) {
            throw Refusal.invalid("Given start time is in the past");
        }
        if (given.endTime() != null && !given.endTime().isAfter(given.startTime() == null ? now : given.startTime())) {
            throw Refusal.invalid("Given end time is not after the start time");
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw Refusal.invalid("Given time zone: " + name + " is not a name of the IANA Time Zone database.");
        }
    }

    private static Cron cron(String text) {
        return Cron.parse(text).orElseThrow(() -> Refusal.invalid("Given recurrence string: " + text + " is invalid"));
    }

    static Collection<ScheduledAction> of(ReadView view, String group) {
        return view.by(AutoScalingTables.SCHEDULED_ACTIONS, AutoScalingTables.SCHEDULED_BY_GROUP, group);
    }

    static void delete(Transaction tx, AutoScalingGroup group, String name) {
        ScheduledAction action = of(tx, group.name()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("Scheduled action name not found"));
        tx.delete(AutoScalingTables.SCHEDULED_ACTIONS, action.key());
    }

    static ScheduledUpdateGroupAction shape(ScheduledAction row) {
        Instant start = row.next().or(row::start).orElse(null);
        return ScheduledUpdateGroupAction.builder()
                .autoScalingGroupName(row.groupName())
                .scheduledActionName(row.name())
                .scheduledActionARN(row.arn())
                .time(start)
                .startTime(start)
                .endTime(row.end().orElse(null))
                .recurrence(row.recurrence().orElse(null))
                .minSize(row.min().orElse(null))
                .maxSize(row.max().orElse(null))
                .desiredCapacity(row.desired().orElse(null))
                .timeZone(row.timeZone().orElse(null))
                .build();
    }
}
