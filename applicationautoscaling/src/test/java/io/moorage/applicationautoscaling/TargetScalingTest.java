package io.moorage.applicationautoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.applicationautoscaling.decide.TargetScaling;
import io.moorage.applicationautoscaling.decide.TargetScaling.Occasion;
import io.moorage.applicationautoscaling.decide.TargetScaling.Stay;
import io.moorage.applicationautoscaling.decide.TargetScaling.Verdict;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.scaling.AlarmValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Application Auto Scaling user guide, "Target tracking scaling policies" and "Step scaling policies". */
class TargetScalingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ComparisonOperator HIGH = ComparisonOperator.GREATER_THAN_THRESHOLD;
    private static final ComparisonOperator LOW = ComparisonOperator.LESS_THAN_THRESHOLD;
    private static final ScalableTarget TARGET = new ScalableTarget(
            "service/default/web",
            ScalableTarget.DESIRED_COUNT,
            "arn",
            1,
            10,
            "role",
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOW,
            Map.of());
    private static final ScalingPolicy.TrackedMetric CPU = new ScalingPolicy.TrackedMetric(
            Optional.of("ECSServiceAverageCPUUtilization"),
            "AWS/ECS",
            "CPUUtilization",
            List.of(),
            "Average",
            Optional.empty());
    private static final TargetPolicy TRACKING =
            policy(new ScalingPolicy.TargetTracking(CPU, 50, false, Optional.empty()));

    private static TargetPolicy policy(ScalingPolicy.Kind kind) {
        return new TargetPolicy(TARGET.key(), "p", "arn", kind, 60, 300, List.of(), NOW);
    }

    /** Of an alarm that the value sets off, whichever it is. */
    private static Occasion at(double value) {
        return new Occasion(Optional.of(value), 50, value > 50 ? HIGH : LOW, true, false);
    }

    private static Verdict judge(ScalableTarget target, TargetPolicy policy, int current, Occasion occasion) {
        return TargetScaling.judge(target, policy, current, occasion, NOW);
    }

    /** "Capacity is increased proportionally to the metric, rounded up." */
    @Test
    void trackingKeepsTheMetricAtItsTarget() {
        assertThat(judge(TARGET, TRACKING, 3, at(80))).isEqualTo(new TargetScaling.Set(5));
        assertThat(judge(TARGET, TRACKING, 4, at(20))).isEqualTo(new TargetScaling.Set(2));
        assertThat(judge(TARGET, TRACKING, 4, at(49))).isEqualTo(Stay.SAME);
    }

    @Test
    void boundsHold() {
        assertThat(judge(TARGET, TRACKING, 6, at(100))).isEqualTo(new TargetScaling.Set(10));
        assertThat(judge(TARGET, TRACKING, 10, at(100))).isEqualTo(Stay.SAME);
        assertThat(judge(TARGET, TRACKING, 2, at(1))).isEqualTo(new TargetScaling.Set(1));
        assertThat(judge(TARGET.within(1, 4), TRACKING, 6, at(100)))
                .as("a breach upwards makes nothing smaller")
                .isEqualTo(Stay.SAME);
    }

    /**
     * "A target tracking scaling policy assumes that it should perform scale out when the specified metric is above the target value. You
     * cannot use [it] to scale out when the metric is below." Nor does an alarm for scaling out make anything smaller.
     */
    @Test
    void anAlarmChangesTheSizeInItsDirectionOnly() {
        assertThat(judge(TARGET, TRACKING, 4, new Occasion(Optional.of(20.0), 50, HIGH, true, false)))
                .as("the metric fell since the alarm for scaling out went off")
                .isEqualTo(Stay.SAME);
        assertThat(judge(TARGET, TRACKING, 4, new Occasion(Optional.of(80.0), 45, LOW, true, false)))
                .as("and rose since that for scaling in did")
                .isEqualTo(Stay.SAME);
        assertThat(judge(TARGET.within(0, 10), TRACKING, 0, at(80)))
                .as("from nothing")
                .isEqualTo(new TargetScaling.Set(2));
    }

    /**
     * ECS guide, "Service auto scaling": "If a service's desired count is set below its minimum capacity value, and an alarm invokes a
     * scale-out activity, [it] scales the desired count up to the minimum ... However, a scale-in activity does not adjust the desired
     * count", and the other way round above the maximum.
     */
    @Test
    void outOfItsBoundsItIsBroughtBackOnlyInTheAlarmsDirection() {
        ScalableTarget bounded = TARGET.within(3, 5);
        assertThat(judge(bounded, TRACKING, 1, at(60))).isEqualTo(new TargetScaling.Set(3));
        assertThat(judge(bounded, TRACKING, 1, at(40)))
                .as("rounded up to what it is")
                .isEqualTo(Stay.SAME);
        assertThat(judge(bounded, TRACKING, 9, at(49))).isEqualTo(new TargetScaling.Set(5));
        assertThat(judge(bounded, TRACKING, 9, at(60))).isEqualTo(Stay.SAME);
    }

    /** "A scale-in is blocked until the cooldown period expires; a scale-out during it happens immediately." */
    @Test
    void cooldowns() {
        ScalableTarget in = TARGET.scaledIn(NOW.minusSeconds(10));
        assertThat(judge(in, TRACKING, 4, at(20))).isEqualTo(Stay.COOLING_DOWN);
        assertThat(judge(in, TRACKING, 4, at(80))).isEqualTo(new TargetScaling.Set(7));
        ScalableTarget out = TARGET.scaledOut(2, NOW.minusSeconds(10));
        assertThat(judge(out, TRACKING, 4, at(80))).isEqualTo(Stay.COOLING_DOWN);
        assertThat(judge(out, TRACKING, 4, at(20))).isEqualTo(Stay.COOLING_DOWN);
        assertThat(judge(TARGET.scaledOut(2, NOW.minusSeconds(60)), TRACKING, 4, at(80)))
                .isEqualTo(new TargetScaling.Set(7));
    }

    /**
     * API_StepScalingPolicyConfiguration, Cooldown: "when an alarm triggers a step scaling policy to increase the capacity by 2 ... If the
     * alarm triggers again during the cooldown period but at a more aggressive step adjustment of 3, the previous increase of 2 is
     * considered part of the current capacity. Therefore, only 1 is added to the capacity."
     */
    @Test
    void aLargerScaleOutDoesNotWaitForTheCooldown() {
        TargetPolicy steps = policy(new ScalingPolicy.Steps(
                new ScalingPolicy.Adjusting(ScalingPolicy.Type.CHANGE_IN_CAPACITY, Optional.empty()),
                List.of(
                        new ScalingPolicy.Step(Optional.of(0.0), Optional.of(20.0), 2),
                        new ScalingPolicy.Step(Optional.of(20.0), Optional.empty(), 3)),
                "Average",
                Optional.empty()));
        ScalableTarget byTwo = TARGET.scaledOut(4, NOW.minusSeconds(10));
        assertThat(judge(byTwo, steps, 6, at(60))).as("by as much again").isEqualTo(Stay.COOLING_DOWN);
        assertThat(judge(byTwo, steps, 6, at(75))).isEqualTo(new TargetScaling.Set(7));
        assertThat(judge(byTwo, TRACKING, 6, at(80))).as("4 * 80 / 50").isEqualTo(new TargetScaling.Set(7));
    }

    /** "Application Auto Scaling turns off scale-in processes while Amazon ECS deployments are in progress. However, scale-out [goes on]." */
    @Test
    void nothingBecomesSmallerWhileItIsDeployed() {
        assertThat(judge(TARGET, TRACKING, 4, new Occasion(Optional.of(20.0), 45, LOW, true, true)))
                .isEqualTo(Stay.DEPLOYING);
        assertThat(judge(TARGET, TRACKING, 4, new Occasion(Optional.of(80.0), 50, HIGH, true, true)))
                .isEqualTo(new TargetScaling.Set(7));
    }

    @Test
    void whatIsSuspendedOrOffStays() {
        assertThat(judge(TARGET.suspending(Set.of(ScalableTarget.Suspension.SCALING_OUT)), TRACKING, 4, at(80)))
                .isEqualTo(Stay.SUSPENDED);
        TargetPolicy outOnly = policy(new ScalingPolicy.TargetTracking(CPU, 50, true, Optional.empty()));
        assertThat(judge(TARGET, outOnly, 4, at(20))).isEqualTo(Stay.SAME);
        assertThat(judge(TARGET, TRACKING, 4, new Occasion(Optional.of(20.0), 50, LOW, false, false)))
                .as("another policy of the target wants what there is")
                .isEqualTo(Stay.SAME);
        assertThat(judge(TARGET, TRACKING, 4, new Occasion(Optional.empty(), 50, HIGH, true, false)))
                .isEqualTo(Stay.NO_DATA);
    }

    @Test
    void steps() {
        TargetPolicy steps = policy(new ScalingPolicy.Steps(
                new ScalingPolicy.Adjusting(ScalingPolicy.Type.PERCENT_CHANGE_IN_CAPACITY, Optional.of(2)),
                List.of(
                        new ScalingPolicy.Step(Optional.of(0.0), Optional.of(20.0), 10),
                        new ScalingPolicy.Step(Optional.of(20.0), Optional.empty(), 100)),
                "Average",
                Optional.empty()));
        assertThat(judge(TARGET, steps, 4, at(60))).as("at least two").isEqualTo(new TargetScaling.Set(6));
        assertThat(judge(TARGET, steps, 4, at(75))).isEqualTo(new TargetScaling.Set(8));
        assertThat(judge(TARGET, steps, 4, at(40))).isEqualTo(Stay.NO_STEP);
    }

    /** API_StepScalingPolicyConfiguration, MetricAggregationType: "Valid Values: Average | Minimum | Maximum". */
    @Test
    void stepsGoByWhatTheirAggregationTypeMakesOfThePeriods() {
        List<Double> periods = List.of(4.0, 9.0, 2.0);
        assertThat(AlarmValue.aggregated(periods, "Minimum")).contains(2.0);
        assertThat(AlarmValue.aggregated(periods, "Maximum")).contains(9.0);
        assertThat(AlarmValue.aggregated(periods, "Average")).contains(5.0);
        assertThat(AlarmValue.aggregated(List.of(), "Average")).isEmpty();
    }
}
