package io.moorage.autoscaling;

import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CustomizedMetricSpecification;
import io.moorage.awsmodels.autoscaling.ExecutePolicyType;
import io.moorage.awsmodels.autoscaling.PutScalingPolicyType;
import io.moorage.awsmodels.autoscaling.StepAdjustment;
import io.moorage.awsmodels.autoscaling.TargetTrackingConfiguration;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.model.cloudwatch.Statistic;
import io.moorage.model.cloudwatch.StatisticSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A group of four from the launch configuration {@code lc}, its policy {@code p}, and what is measured of it. */
class MeasuredGroup {
    static final CustomizedMetricSpecification LOAD = CustomizedMetricSpecification.builder()
            .namespace("App")
            .metricName("Load")
            .statistic("Average")
            .build();
    final AutoScalingWorld world = new AutoScalingWorld(1);

    MeasuredGroup() {
        world.launchConfiguration("lc");
        world.create(world.group("web", 1, 10, 4).defaultInstanceWarmup(0));
        world.settle();
    }

    PutScalingPolicyType.Builder tracking(PutScalingPolicyType.Builder put) {
        return put.policyType("TargetTrackingScaling")
                .targetTrackingConfiguration(TargetTrackingConfiguration.builder()
                        .targetValue(50.0)
                        .customizedMetricSpecification(LOAD)
                        .build());
    }

    String put(UnaryOperator<PutScalingPolicyType.Builder> more) {
        var request = more.apply(
                PutScalingPolicyType.builder().autoScalingGroupName("web").policyName("p"));
        return String.valueOf(world.call(AutoscalingOperations.PUT_SCALING_POLICY, request.build())
                .policyARN());
    }

    void execute(UnaryOperator<ExecutePolicyType.Builder> more) {
        var request = more.apply(
                ExecutePolicyType.builder().autoScalingGroupName("web").policyName("p"));
        world.call(AutoscalingOperations.EXECUTE_POLICY, request.build());
    }

    static StepAdjustment step(@Nullable Double lower, @Nullable Double upper, int adjustment) {
        return new StepAdjustment(lower, upper, adjustment);
    }

    /** The last whole minute's value. */
    void measure(double value) {
        world.now = world.now.plusSeconds(60);
        put(world.now.minusSeconds(90), value);
    }

    void put(Instant at, double value) {
        world.metrics.put(
                List.of(new MetricDatum(new Metric("App", "Load", Map.of()), "None", at, StatisticSet.of(value))),
                world.now);
    }

    MetricAlarm alarm(double threshold) {
        return alarm(threshold, ComparisonOperator.GREATER_THAN_THRESHOLD);
    }

    MetricAlarm low() {
        return alarm(45, ComparisonOperator.LESS_THAN_THRESHOLD);
    }

    MetricAlarm alarm(double threshold, ComparisonOperator operator) {
        return alarm(threshold, operator, List.of(load(true)));
    }

    /** On twice the load. */
    MetricAlarm doubled() {
        return alarm(
                50,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                List.of(
                        load(false),
                        new MetricQuery("e1", Optional.empty(), Optional.of("m1 * 2"), Optional.empty(), true)));
    }

    private static MetricQuery load(boolean returned) {
        return new MetricQuery(
                "m1",
                Optional.of(new MetricQuery.Stat(
                        new Metric("App", "Load", Map.of()), 60, Statistic.AVERAGE, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                returned);
    }

    private MetricAlarm alarm(double threshold, ComparisonOperator operator, List<MetricQuery> watched) {
        return new MetricAlarm(
                "a",
                "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a",
                Optional.empty(),
                watched,
                watched.size() > 1,
                60,
                new MetricAlarm.Condition(operator, threshold, 1, Optional.empty(), Optional.empty()),
                new MetricAlarm.Actions(true, List.of(), List.of(), List.of()),
                world.now,
                new MetricAlarm.Status(AlarmState.ALARM, "", Optional.empty(), world.now, world.now),
                Map.of());
    }
}
