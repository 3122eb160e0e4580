package io.moorage.autoscaling.action;

import io.moorage.autoscaling.Uuids;
import io.moorage.awsmodels.autoscaling.Alarm;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DeleteAlarmsInput;
import io.moorage.awsmodels.cloudwatch.Dimension;
import io.moorage.awsmodels.cloudwatch.PutMetricAlarmInput;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.store.CloudWatchTables;
import java.util.List;
import java.util.stream.Stream;

/** The alarms of policies: those that target tracking makes of its own ("Target tracking scaling policies"), and others. */
final class PolicyAlarms {
    private static final int HIGH_PERIODS = 3;
    private static final int LOW_PERIODS = 15;
    private static final int PERIOD_SECONDS = 60;

    /** Scaling in begins a little below the target, so that the group does not go up and down. */
    private static final double LOW_FRACTION = 0.9;

    private PolicyAlarms() {}

    /** Names for the alarms of a policy that has none yet. */
    static List<String> names(AutoScaling autoScaling, ScalingPolicy policy) {
        return switch (policy.kind()) {
            case ScalingPolicy.TargetTracking ignored -> {
                String prefix = "TargetTracking-" + policy.groupName();
                yield List.of(
                        prefix + "-AlarmHigh-" + Uuids.next(autoScaling.random()),
                        prefix + "-AlarmLow-" + Uuids.next(autoScaling.random()));
            }
            default -> List.of();
        };
    }

    /** Makes or changes the alarms of a policy. */
    static void put(AutoScaling autoScaling, ScalingPolicy policy) {
        if (policy.kind() instanceof ScalingPolicy.TargetTracking tracking) {
            String high = policy.alarms().getFirst();
            String low = policy.alarms().getLast();
            put(autoScaling, policy, tracking, high, "GreaterThanThreshold", tracking.target(), HIGH_PERIODS);
            put(autoScaling, policy, tracking, low, "LessThanThreshold", tracking.target() * LOW_FRACTION, LOW_PERIODS);
        }
    }

    private static void put(
            AutoScaling autoScaling,
            ScalingPolicy policy,
            ScalingPolicy.TargetTracking tracking,
            String name,
            String operator,
            double threshold,
            int periods) {
        ScalingPolicy.TrackedMetric metric = tracking.metric();
        var alarm = PutMetricAlarmInput.builder()
                .alarmName(name)
                .alarmDescription("DO NOT EDIT OR DELETE. For TargetTrackingScaling policy " + policy.arn() + ".")
                .alarmActions(List.of(policy.arn()))
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(metric.dimensions().stream()
                        .map(each -> Dimension.builder()
                                .name(each.name())
                                .value(each.value())
                                .build())
                        .toList())
                .statistic(metric.statistic())
                .unit(metric.unit().orElse(null))
                .period(PERIOD_SECONDS)
                .evaluationPeriods(periods)
                .threshold(threshold)
                .comparisonOperator(operator)
                .build();
        autoScaling
                .calls()
                .call(
                        CloudwatchOperations.PUT_METRIC_ALARM,
                        alarm,
                        autoScaling.config().principal());
    }

    /** Deletes alarms that were made for policies; one that is gone is no mistake. */
    static void delete(AutoScaling autoScaling, List<String> names) {
        for (String name : names) {
            if (autoScaling.view().find(CloudWatchTables.ALARMS, name).isPresent()) {
                autoScaling
                        .calls()
                        .call(
                                CloudwatchOperations.DELETE_ALARMS,
                                DeleteAlarmsInput.builder()
                                        .alarmNames(List.of(name))
                                        .build(),
                                autoScaling.config().principal());
            }
        }
    }

    /** Every alarm that carries the policy out. */
    static List<Alarm> of(AutoScaling autoScaling, ScalingPolicy policy) {
        return autoScaling.view().all(CloudWatchTables.ALARMS).stream()
                .filter(each -> Stream.of(
                                each.actions().ok(),
                                each.actions().alarm(),
                                each.actions().insufficientData())
                        .anyMatch(arns -> arns.contains(policy.arn())))
                .map(each -> Alarm.builder()
                        .alarmName(each.name())
                        .alarmARN(each.arn())
                        .build())
                .toList();
    }
}
