package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.Alarm;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.scaling.TrackingAlarms;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import java.util.List;

/** The alarms of policies: those that target tracking makes of its own ("Target tracking scaling policies"), and others. */
public final class PolicyAlarms {
    private PolicyAlarms() {}

    /** Names for the alarms of a policy that has none yet. */
    static List<String> names(AutoScaling autoScaling, ScalingPolicy policy) {
        return policy.kind() instanceof ScalingPolicy.TargetTracking
                ? TrackingAlarms.names(policy.groupName(), autoScaling.random())
                : List.of();
    }

    /** Makes or changes the alarms of a policy. */
    static void put(AutoScaling autoScaling, ScalingPolicy policy) {
        if (policy.kind() instanceof ScalingPolicy.TargetTracking tracking) {
            own(autoScaling).put(policy.arn(), tracking, policy.alarms());
        }
    }

    /** Changes the alarms that an earlier version made otherwise. */
    public static void renew(AutoScaling autoScaling) {
        ReadView view = autoScaling.view();
        for (ScalingPolicy policy : view.all(AutoScalingTables.POLICIES)) {
            if (policy.kind() instanceof ScalingPolicy.TargetTracking tracking
                    && !policy.alarms().isEmpty()) {
                own(autoScaling).renew(view, policy.arn(), tracking, policy.alarms());
            }
        }
    }

    /** Deletes alarms that were made for policies; one that is gone is no mistake. */
    static void delete(AutoScaling autoScaling, List<String> names) {
        own(autoScaling).delete(autoScaling.view(), names);
    }

    /** Every alarm that carries the policy out. */
    static List<Alarm> of(AutoScaling autoScaling, ScalingPolicy policy) {
        return TrackingAlarms.of(autoScaling.view(), policy.arn()).stream()
                .map(each -> Alarm.builder()
                        .alarmName(each.name())
                        .alarmARN(each.arn())
                        .build())
                .toList();
    }

    private static TrackingAlarms own(AutoScaling autoScaling) {
        return new TrackingAlarms(autoScaling.calls(), autoScaling.config().principal());
    }
}
