package io.moorage.applicationautoscaling.loop;

import io.moorage.applicationautoscaling.Scaling;
import io.moorage.applicationautoscaling.decide.Schedule;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetActivity;
import io.moorage.model.applicationautoscaling.TargetSchedule;
import io.moorage.model.ecs.Service;
import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Carries out scheduled actions when they are due, and sees activities to their end. Remembers nothing. */
public final class TargetLoop {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** "DescribeScalingActivities returns the activities of the previous six weeks." */
    private static final Duration SHOWN_FOR = Duration.ofDays(42);

    private final Store store;
    private final Scaling scaling;
    private final InstantSource clock;

    public TargetLoop(Store store, Scaling scaling, InstantSource clock) {
        this.store = store;
        this.scaling = scaling;
        this.clock = clock;
    }

    /** Returns when to come again if nothing changes before. */
    public Duration step() {
        Instant now = clock.instant();
        finish(now);
        Duration wait = LONGEST;
        for (TargetSchedule each : List.copyOf(store.view().all(ApplicationAutoScalingTables.SCHEDULES))) {
            if (each.next().filter(due -> !due.isAfter(now)).isPresent()) {
                run(each, now);
            } else if (each.next().isPresent()) {
                Duration left = Duration.between(now, each.next().get());
                wait = left.compareTo(wait) < 0 ? left : wait;
            }
        }
        return wait;
    }

    /** The size comes first, and then that this is done: who is killed in between does both again, and finds the size set. */
    private void run(TargetSchedule schedule, Instant now) {
        ReadView view = store.view();
        bounded(view, schedule)
                .ifPresent(target -> Scaling.service(view, target).ifPresent(service -> {
                    int size = Math.clamp(service.desiredCount(), target.min(), target.max());
                    if (size != service.desiredCount()) {
                        String bound = size > service.desiredCount() ? "minimum" : "maximum";
                        scaling.change(
                                target,
                                service,
                                size,
                                bound + " capacity was set to " + size + " by scheduled action " + schedule.name(),
                                now);
                    }
                }));
        store.transact(tx -> {
            tx.find(ApplicationAutoScalingTables.SCHEDULES, schedule.key())
                    .filter(each -> each.equals(schedule))
                    .ifPresent(each -> {
                        bounded(tx, each).ifPresent(target -> tx.update(ApplicationAutoScalingTables.TARGETS, target));
                        tx.update(ApplicationAutoScalingTables.SCHEDULES, each.dueAt(next(each, now)));
                    });
            return schedule;
        });
    }

    /** When an action is due next; empty once it is over. */
    public static Optional<Instant> next(TargetSchedule schedule, Instant after) {
        Instant from = schedule.start()
                .filter(start -> start.isAfter(after))
                .map(start -> start.minusNanos(1))
                .orElse(after);
        return Schedule.parse(
                        schedule.schedule(),
                        ZoneId.of(schedule.timezone()),
                        schedule.start().orElse(schedule.created()))
                .flatMap(each -> each.next(from))
                .filter(time -> schedule.end().filter(time::isAfter).isEmpty());
    }

    /** The target within the bounds that the action sets; empty when it sets none. */
    private static Optional<ScalableTarget> bounded(ReadView view, TargetSchedule schedule) {
        return view.find(ApplicationAutoScalingTables.TARGETS, schedule.targetKey())
                .filter(each -> !each.suspended().contains(ScalableTarget.Suspension.SCHEDULED))
                .filter(each ->
                        schedule.min().orElse(each.min()) <= schedule.max().orElse(each.max()))
                .map(each -> each.within(
                        schedule.min().orElse(each.min()), schedule.max().orElse(each.max())));
    }

    private void finish(Instant now) {
        ReadView view = store.view();
        List<TargetActivity> open = view.all(ApplicationAutoScalingTables.ACTIVITIES).stream()
                .filter(each -> each.status() == TargetActivity.Status.InProgress)
                .toList();
        List<TargetActivity> old = view.all(ApplicationAutoScalingTables.ACTIVITIES).stream()
                .filter(each -> each.start().isBefore(now.minus(SHOWN_FOR)))
                .toList();
        List<TargetActivity> ended =
                open.stream().flatMap(each -> ended(view, each, now).stream()).toList();
        if (!ended.isEmpty() || !old.isEmpty()) {
            store.transact(tx -> {
                ended.forEach(each -> tx.put(ApplicationAutoScalingTables.ACTIVITIES, each));
                old.forEach(each -> tx.delete(ApplicationAutoScalingTables.ACTIVITIES, each.id()));
                return now;
            });
        }
    }

    private static Optional<TargetActivity> ended(ReadView view, TargetActivity activity, Instant now) {
        Optional<Service> service = view.find(ApplicationAutoScalingTables.TARGETS, activity.targetKey())
                .flatMap(each -> Scaling.service(view, each));
        String begin = "Successfully set desired count to " + activity.wanted() + ". Change ";
        if (service.filter(each -> each.desiredCount() == activity.wanted()).isEmpty()) {
            return Optional.of(
                    activity.ended(TargetActivity.Status.Overridden, begin + "was overridden by another change.", now));
        }
        long running = view
                .by(
                        EcsTables.TASKS,
                        EcsTables.LIVE_TASKS_BY_SERVICE,
                        service.get().arn())
                .stream()
                .filter(each -> each.running() && each.wanted())
                .count();
        return running == activity.wanted()
                ? Optional.of(
                        activity.ended(TargetActivity.Status.Successful, begin + "successfully fulfilled by ecs.", now))
                : Optional.empty();
    }
}
