package io.moorage.applicationautoscaling.action;

import io.moorage.applicationautoscaling.decide.Schedule;
import io.moorage.applicationautoscaling.loop.TargetLoop;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.PutScheduledActionRequest;
import io.moorage.awsmodels.applicationautoscaling.PutScheduledActionResponse;
import io.moorage.awsmodels.applicationautoscaling.ScalableTargetAction;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetSchedule;
import io.moorage.scaling.Uuids;
import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** {@code API_PutScheduledAction}: or changes the one of that name. */
record PutScheduledAction(ApplicationAutoScaling scaling)
        implements TargetAction<PutScheduledActionRequest, PutScheduledActionResponse> {
    @Override
    public Operation<PutScheduledActionRequest, PutScheduledActionResponse> operation() {
        return ApplicationautoscalingOperations.PUT_SCHEDULED_ACTION;
    }

    @Override
    public Named named(PutScheduledActionRequest input) {
        return new Named(input.serviceNamespace(), input.resourceId(), input.scalableDimension(), Map.of());
    }

    @Override
    public PutScheduledActionResponse handle(PutScheduledActionRequest input, RequestContext context) {
        scaling.store().transact(tx -> {
            ScalableTarget target = ApplicationAutoScaling.registered(
                    tx, input.serviceNamespace(), input.resourceId(), input.scalableDimension());
            TargetSchedule put = schedule(tx, target, input, context.now());
            tx.put(ApplicationAutoScalingTables.SCHEDULES, put);
            return put;
        });
        return new PutScheduledActionResponse();
    }

    private TargetSchedule schedule(
            ReadView view, ScalableTarget target, PutScheduledActionRequest input, Instant now) {
        Optional<TargetSchedule> before = view.find(
                ApplicationAutoScalingTables.SCHEDULES, TargetSchedule.key(target.key(), input.scheduledActionName()));
        String timezone = zone(Optional.ofNullable(input.timezone())
                .or(() -> before.map(TargetSchedule::timezone))
                .orElse("UTC"));
        String text = Optional.ofNullable(input.schedule())
                .or(() -> before.map(TargetSchedule::schedule))
                .orElseThrow(() -> ApplicationAutoScaling.invalid("Schedule must be specified."));
        if (Schedule.parse(text, ZoneId.of(timezone), now).isEmpty()) {
            throw ApplicationAutoScaling.invalid("Unsupported or invalid schedule expression: " + text);
        }
        Optional<ScalableTargetAction> action = Optional.ofNullable(input.scalableTargetAction());
        TargetSchedule schedule = new TargetSchedule(
                target.key(),
                input.scheduledActionName(),
                before.map(TargetSchedule::arn).orElseGet(() -> scaling.config()
                        .scheduleArn(Uuids.next(scaling.random()), target.resourceId(), input.scheduledActionName())),
                text,
                timezone,
                Optional.ofNullable(input.startTime()).or(() -> before.flatMap(TargetSchedule::start)),
                Optional.ofNullable(input.endTime()).or(() -> before.flatMap(TargetSchedule::end)),
                action.map(ScalableTargetAction::minCapacity).or(() -> before.flatMap(TargetSchedule::min)),
                action.map(ScalableTargetAction::maxCapacity).or(() -> before.flatMap(TargetSchedule::max)),
                before.map(TargetSchedule::created).orElse(now),
                Optional.empty());
        if (schedule.min().isEmpty() && schedule.max().isEmpty()) {
            throw ApplicationAutoScaling.invalid(
                    "At least one of MinCapacity or MaxCapacity must be specified in ScalableTargetAction.");
        }
        return schedule.dueAt(TargetLoop.next(schedule, now));
    }

    private static String zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw ApplicationAutoScaling.invalid("Unsupported time zone: " + name);
        }
        return name;
    }
}
