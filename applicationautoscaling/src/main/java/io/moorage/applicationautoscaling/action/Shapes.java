package io.moorage.applicationautoscaling.action;

import io.moorage.awsmodels.applicationautoscaling.Alarm;
import io.moorage.awsmodels.applicationautoscaling.ScalableTargetAction;
import io.moorage.awsmodels.applicationautoscaling.ScalingActivity;
import io.moorage.awsmodels.applicationautoscaling.ScalingPolicy;
import io.moorage.awsmodels.applicationautoscaling.ScheduledAction;
import io.moorage.awsmodels.applicationautoscaling.SuspendedState;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetActivity;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.applicationautoscaling.TargetSchedule;
import io.moorage.scaling.TrackingAlarms;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Set;

/** Rows as answers show them. */
final class Shapes {
    static io.moorage.awsmodels.applicationautoscaling.ScalableTarget target(ScalableTarget row) {
        Set<ScalableTarget.Suspension> suspended = row.suspended();
        return io.moorage.awsmodels.applicationautoscaling.ScalableTarget.builder()
                .serviceNamespace(ScalableTarget.NAMESPACE)
                .resourceId(row.resourceId())
                .scalableDimension(row.dimension())
                .minCapacity(row.min())
                .maxCapacity(row.max())
                .roleARN(row.roleArn())
                .creationTime(row.created())
                .suspendedState(new SuspendedState(
                        suspended.contains(ScalableTarget.Suspension.SCALING_IN),
                        suspended.contains(ScalableTarget.Suspension.SCALING_OUT),
                        suspended.contains(ScalableTarget.Suspension.SCHEDULED)))
                .scalableTargetARN(row.arn())
                .build();
    }

    static ScalingPolicy policy(ReadView view, TargetPolicy row) {
        var shape = ScalingPolicy.builder()
                .policyARN(row.arn())
                .policyName(row.name())
                .serviceNamespace(ScalableTarget.NAMESPACE)
                .resourceId(resourceId(row.targetKey()))
                .scalableDimension(dimension(row.targetKey()))
                .alarms(alarms(view, row.arn()))
                .creationTime(row.created());
        return Policies.write(shape, row).build();
    }

    static List<Alarm> alarms(ReadView view, String policyArn) {
        return TrackingAlarms.of(view, policyArn).stream()
                .map(each -> new Alarm(each.name(), each.arn()))
                .toList();
    }

    static ScheduledAction schedule(TargetSchedule row) {
        return ScheduledAction.builder()
                .scheduledActionName(row.name())
                .scheduledActionARN(row.arn())
                .serviceNamespace(ScalableTarget.NAMESPACE)
                .schedule(row.schedule())
                .timezone(row.timezone())
                .resourceId(resourceId(row.targetKey()))
                .scalableDimension(dimension(row.targetKey()))
                .startTime(row.start().orElse(null))
                .endTime(row.end().orElse(null))
                .scalableTargetAction(new ScalableTargetAction(
                        row.min().orElse(null), row.max().orElse(null)))
                .creationTime(row.created())
                .build();
    }

    static ScalingActivity activity(TargetActivity row) {
        return ScalingActivity.builder()
                .activityId(row.id())
                .serviceNamespace(ScalableTarget.NAMESPACE)
                .resourceId(resourceId(row.targetKey()))
                .scalableDimension(dimension(row.targetKey()))
                .description(row.description())
                .cause(row.cause())
                .startTime(row.start())
                .endTime(row.end().orElse(null))
                .statusCode(row.status().name())
                .statusMessage(row.message())
                .notScaledReasons(List.of())
                .build();
    }

    private static String resourceId(String targetKey) {
        return targetKey.substring(0, targetKey.indexOf('\u001f'));
    }

    private static String dimension(String targetKey) {
        return targetKey.substring(targetKey.indexOf('\u001f') + 1);
    }

    private Shapes() {}
}
