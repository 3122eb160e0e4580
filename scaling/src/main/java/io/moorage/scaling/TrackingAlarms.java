package io.moorage.scaling;

import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DeleteAlarmsInput;
import io.moorage.awsmodels.cloudwatch.Dimension;
import io.moorage.awsmodels.cloudwatch.PutMetricAlarmInput;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The two alarms that target tracking makes of its own ("Target tracking scaling policies").
 *
 * @param principal in whose name
 */
public record TrackingAlarms(Calls calls, Principal principal) {
    private static final int HIGH_PERIODS = 3;
    private static final int LOW_PERIODS = 15;
    private static final int PERIOD_SECONDS = 60;

    /** Scaling in begins a little below the target, so that the size does not go up and down. */
    private static final double LOW_FRACTION = 0.9;

    /**
     * What ECS measures of the instances of its capacity providers: exact where other metrics swing. Its alarms look at one minute to scale
     * out, and are at the target itself to scale in: 100 % is no instance too many, of however many.
     */
    private static final String MANAGED_SCALING = "AWS/ECS/ManagedScaling";

    /** Names for the alarms of a policy that has none yet: first that for scaling out. */
    public static List<String> names(String target, RandomGenerator random) {
        String prefix = "TargetTracking-" + target;
        return List.of(prefix + "-AlarmHigh-" + Uuids.next(random), prefix + "-AlarmLow-" + Uuids.next(random));
    }

    /** Makes or changes the alarms of a policy. */
    public void put(String policyArn, ScalingPolicy.TargetTracking tracking, List<String> names) {
        both(tracking, names).forEach(each -> put(policyArn, tracking, each));
    }

    /** Changes those that an earlier version made otherwise; one that somebody deleted stays away. */
    public void renew(ReadView view, String policyArn, ScalingPolicy.TargetTracking tracking, List<String> names) {
        both(tracking, names).stream()
                .filter(each -> view.find(CloudWatchTables.ALARMS, each.name()).stream()
                        .anyMatch(there -> !each.isSaidBy(there)))
                .forEach(each -> put(policyArn, tracking, each));
    }

    private record Wanted(String name, String operator, double threshold, int periods) {
        boolean isSaidBy(MetricAlarm alarm) {
            return alarm.condition().threshold() == threshold
                    && alarm.condition().evaluationPeriods() == periods;
        }
    }

    private static List<Wanted> both(ScalingPolicy.TargetTracking tracking, List<String> names) {
        boolean exact = tracking.metric().namespace().equals(MANAGED_SCALING);
        int highPeriods = exact ? 1 : HIGH_PERIODS;
        double low = exact ? tracking.target() : tracking.target() * LOW_FRACTION;
        return List.of(
                new Wanted(names.getFirst(), "GreaterThanThreshold", tracking.target(), highPeriods),
                new Wanted(names.getLast(), "LessThanThreshold", low, LOW_PERIODS));
    }

    private void put(String policyArn, ScalingPolicy.TargetTracking tracking, Wanted wanted) {
        ScalingPolicy.TrackedMetric metric = tracking.metric();
        var alarm = PutMetricAlarmInput.builder()
                .alarmName(wanted.name())
                .alarmDescription("DO NOT EDIT OR DELETE. For TargetTrackingScaling policy " + policyArn + ".")
                .alarmActions(List.of(policyArn))
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
                .evaluationPeriods(wanted.periods())
                .threshold(wanted.threshold())
                .comparisonOperator(wanted.operator())
                .build();
        calls.call(CloudwatchOperations.PUT_METRIC_ALARM, alarm, principal);
    }

    /** Deletes alarms that were made for policies; one that is gone is no mistake. */
    public void delete(ReadView view, List<String> names) {
        for (String name : names) {
            if (view.find(CloudWatchTables.ALARMS, name).isPresent()) {
                calls.call(
                        CloudwatchOperations.DELETE_ALARMS,
                        DeleteAlarmsInput.builder().alarmNames(List.of(name)).build(),
                        principal);
            }
        }
    }

    /**
     * Whether a policy is ready to scale in: "they scale in only if all of the target tracking policies (with the scale-in portion enabled)
     * are ready to scale in". One whose metric has no data is not; one whose alarm somebody deleted has no say.
     *
     * @param names of its alarms
     */
    public static boolean readyToScaleIn(ReadView view, ScalingPolicy.TargetTracking tracking, List<String> names) {
        return tracking.scaleInDisabled()
                || view.find(CloudWatchTables.ALARMS, names.getLast())
                        .map(each -> each.status().state() == AlarmState.ALARM)
                        .orElse(true);
    }

    /** Every alarm that carries a policy out. */
    public static List<MetricAlarm> of(ReadView view, String policyArn) {
        return view.all(CloudWatchTables.ALARMS).stream()
                .filter(each -> Stream.of(
                                each.actions().ok(),
                                each.actions().alarm(),
                                each.actions().insufficientData())
                        .anyMatch(arns -> arns.contains(policyArn)))
                .toList();
    }
}
