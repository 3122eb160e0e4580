package io.moorage.autoscaling.loop;

import io.moorage.autoscaling.decide.Causes;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.ScheduledAction;
import io.moorage.scaling.Cron;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries out scheduled actions when they are due. */
record Schedules(Store store) {
    private static final Logger LOG = System.getLogger(Schedules.class.getName());

    /** Returns when the next one is due. */
    Optional<Instant> run(Instant now) {
        Optional<Instant> next = Optional.empty();
        for (ScheduledAction each : List.copyOf(store.view().all(AutoScalingTables.SCHEDULED_ACTIONS))) {
            Optional<Instant> due = each.next();
            if (due.isPresent() && !due.get().isAfter(now)) {
                due = store.transact(tx -> run(tx, each.key(), now));
            }
            next = Stream.concat(next.stream(), due.stream()).min(Comparator.naturalOrder());
        }
        return next;
    }

    /** Returns when it is due again; one that never is goes. */
    private static Optional<Instant> run(Transaction tx, String key, Instant now) {
        Optional<ScheduledAction> found = tx.find(AutoScalingTables.SCHEDULED_ACTIONS, key)
                .filter(each -> each.next().filter(due -> !due.isAfter(now)).isPresent());
        if (found.isEmpty()) {
            return tx.find(AutoScalingTables.SCHEDULED_ACTIONS, key).flatMap(ScheduledAction::next);
        }
        ScheduledAction action = found.get();
        tx.find(AutoScalingTables.GROUPS, action.groupName())
                .filter(group -> !group.deleting() && !group.isSuspended("ScheduledActions"))
                .ifPresent(group -> apply(tx, group, action, now));
        Optional<Instant> again = Schedules.again(action, now);
        again.ifPresentOrElse(
                time -> tx.update(AutoScalingTables.SCHEDULED_ACTIONS, action.dueAt(time)),
                () -> tx.delete(AutoScalingTables.SCHEDULED_ACTIONS, key));
        return again;
    }

    private static Optional<Instant> again(ScheduledAction action, Instant now) {
        ZoneId zone = action.timeZone().map(ZoneId::of).orElse(ZoneOffset.UTC);
        return action.recurrence()
                .flatMap(Cron::parse)
                .flatMap(each -> each.next(now, zone))
                .filter(time -> action.end().filter(time::isAfter).isEmpty());
    }

    private static void apply(Transaction tx, AutoScalingGroup group, ScheduledAction action, Instant now) {
        int min = action.min().orElse(group.settings().min());
        int max = action.max().orElse(group.settings().max());
        if (min > max) {
            LOG.log(
                    Level.WARNING,
                    "scheduled action {0} of {1} would leave min {2} above max {3}",
                    action.name(),
                    group.name(),
                    min,
                    max);
            return;
        }
        int desired = Math.clamp(action.desired().orElse(group.desired()), min, max);
        String cause = Causes.at(now, "the scheduled action " + action.name() + " executed.")
                + setting("min size", group.settings().min(), min)
                + setting("max size", group.settings().max(), max)
                + setting("desired capacity", group.desired(), desired);
        tx.update(AutoScalingTables.GROUPS, group.resized(min, max, desired, cause));
    }

    private static String setting(String what, int from, int to) {
        return from == to ? "" : " Setting " + what + " from " + from + " to " + to + ".";
    }
}
