package io.moorage.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CustomizedMetricSpecification;
import io.moorage.awsmodels.autoscaling.DeleteAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.DeletePolicyType;
import io.moorage.awsmodels.autoscaling.PredefinedMetricSpecification;
import io.moorage.awsmodels.autoscaling.PutScalingPolicyType;
import io.moorage.awsmodels.autoscaling.ScalingProcessQuery;
import io.moorage.awsmodels.autoscaling.TargetTrackingConfiguration;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.scaling.Adjustment;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudWatchTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Simple, step and target tracking policies (Auto Scaling user guide, "Dynamic scaling"). */
class ScalingPolicyTest extends MeasuredGroup {
    private static final String INVALID = "ValidationError";
    /** "Simple scaling policies": each waits for the cooldown of the one before. */
    @Test
    void aSimplePolicyWaitsForTheCooldown() {
        String arn = put(each ->
                each.adjustmentType("ChangeInCapacity").scalingAdjustment(2).cooldown(60));
        assertThat(world.plane.policies().alarm(arn, alarm(5))).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).isEqualTo(6);
        world.settle();
        assertThat(world.activities().getLast().cause())
                .startsWith(
                        "At 2026-11-22T18:00:00Z a monitor alarm a in state ALARM triggered policy p changing the desired "
                                + "capacity from 4 to 6.  At 2026-11-22T18:00:00Z an instance was started");
        assertThat(world.plane.policies().alarm(arn, alarm(5))).isEqualTo(ScalingPolicies.Outcome.COOLING_DOWN);
        execute(each -> each);
        assertThat(world.row("web").desired())
                .as("by request, without honouring it")
                .isEqualTo(8);
        world.refused("ScalingActivityInProgress", "cooldown", () -> execute(each -> each.honorCooldown(true)));
        world.settle();
        world.now = world.now.plusSeconds(60);
        assertThat(world.plane.policies().alarm(arn, alarm(5))).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).isEqualTo(10);
    }

    /** "Scaling adjustment types": the guide's own numbers. */
    @Test
    void percentagesAreRounded() {
        var percent = ScalingPolicy.Type.PERCENT_CHANGE_IN_CAPACITY;
        var plain = new ScalingPolicy.Adjusting(percent, Optional.empty());
        assertThat(Adjustment.of(plain, 127, 10)).as("12.7 is 12").isEqualTo(22);
        assertThat(Adjustment.of(plain, 6, 10)).as(".6 is 1").isEqualTo(11);
        assertThat(Adjustment.of(plain, -5, 10)).as("-.5 is -1").isEqualTo(9);
        assertThat(Adjustment.of(plain, -66, 10)).as("-6.6 is -6").isEqualTo(4);
        var least = new ScalingPolicy.Adjusting(percent, Optional.of(2));
        assertThat(Adjustment.of(least, 25, 4))
                .as("\"MinAdjustmentMagnitude 2\"")
                .isEqualTo(6);
        var exact = new ScalingPolicy.Adjusting(ScalingPolicy.Type.EXACT_CAPACITY, Optional.empty());
        assertThat(Adjustment.of(exact, 3, 10)).isEqualTo(3);
    }

    /** "Step adjustments": [0,10) nothing, [10,20) +10 %, [20, null) +30 %; threshold 50. */
    @Test
    void aStepPolicyLooksAtTheBreach() {
        String arn = put(each -> each.policyType("StepScaling")
                .adjustmentType("PercentChangeInCapacity")
                .stepAdjustments(List.of(step(0.0, 10.0, 0), step(10.0, 20.0, 25), step(20.0, null, 50))));
        measure(55);
        assertThat(world.plane.policies().alarm(arn, alarm(50))).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).isEqualTo(4);
        measure(60);
        assertThat(world.plane.policies().alarm(arn, alarm(50))).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).isEqualTo(5);
        world.settle();
        execute(each -> each.metricValue(90.0).breachThreshold(50.0));
        assertThat(world.row("web").desired()).isEqualTo(7);
        world.refused(INVALID, "MetricValue and BreachThreshold are required", () -> execute(each -> each));
        world.refused(
                INVALID,
                "No step adjustment",
                () -> execute(each -> each.metricValue(1.0).breachThreshold(50.0)));
    }

    /**
     * ECS guide, "Cluster auto scaling": a target of 100 "results in the Amazon EC2 instances in your Auto Scaling group being completely
     * used", so one of twenty that is empty is one too many. Its alarms are at 1 and at 15 data points.
     */
    @Test
    void theAlarmsOfManagedScalingAreAtTheTarget() {
        String ignored = put(this::managed);
        assertThat(alarms()).containsExactlyInAnyOrder("GreaterThanThreshold 100.0 1", "LessThanThreshold 100.0 15");
    }

    private PutScalingPolicyType.Builder managed(PutScalingPolicyType.Builder put) {
        return put.policyType("TargetTrackingScaling")
                .targetTrackingConfiguration(TargetTrackingConfiguration.builder()
                        .targetValue(100.0)
                        .customizedMetricSpecification(CustomizedMetricSpecification.builder()
                                .namespace("AWS/ECS/ManagedScaling")
                                .metricName("CapacityProviderReservation")
                                .statistic("Average")
                                .build())
                        .build());
    }

    private List<String> alarms() {
        return world.store.view().all(CloudWatchTables.ALARMS).stream()
                .map(each -> each.condition().operator().word() + " "
                        + each.condition().threshold() + " " + each.condition().evaluationPeriods())
                .toList();
    }

    /** One of an earlier version scaled in at nine tenths of the target; one that somebody deleted is not made again. */
    @Test
    void aServerThatStartsChangesTheAlarmsOfAnEarlierVersion() {
        String ignored = put(this::managed);
        world.store.transact(tx -> {
            for (MetricAlarm each : List.copyOf(tx.all(CloudWatchTables.ALARMS))) {
                if (each.condition().operator() == ComparisonOperator.LESS_THAN_THRESHOLD) {
                    tx.put(CloudWatchTables.ALARMS, earlier(each));
                } else {
                    tx.delete(CloudWatchTables.ALARMS, each.name());
                }
            }
            return tx;
        });
        assertThat(alarms()).containsExactly("LessThanThreshold 90.0 15");
        try (AutoScalingControlPlane started = world.plane) {
            started.start();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(alarms()).containsExactly("LessThanThreshold 100.0 15"));
        }
    }

    private static MetricAlarm earlier(MetricAlarm alarm) {
        var condition =
                new MetricAlarm.Condition(alarm.condition().operator(), 90, 15, Optional.empty(), Optional.empty());
        return new MetricAlarm(
                alarm.name(),
                alarm.arn(),
                alarm.description(),
                alarm.watched(),
                alarm.expression(),
                alarm.periodSeconds(),
                condition,
                alarm.actions(),
                alarm.configured(),
                alarm.status(),
                alarm.tags());
    }

    @Test
    void theAlarmsGoWithTheGroup() {
        String ignored = put(this::tracking);
        world.call(
                AutoscalingOperations.DELETE_AUTO_SCALING_GROUP,
                DeleteAutoScalingGroupType.builder()
                        .autoScalingGroupName("web")
                        .forceDelete(true)
                        .build());
        world.settle();
        assertThat(world.store.view().all(CloudWatchTables.ALARMS)).isEmpty();
        assertThat(world.store.view().all(AutoScalingTables.POLICIES)).isEmpty();
    }

    @Test
    void alarmsMayBeSuspended() {
        String arn = put(each -> each.adjustmentType("ChangeInCapacity").scalingAdjustment(2));
        world.call(
                AutoscalingOperations.SUSPEND_PROCESSES,
                ScalingProcessQuery.builder()
                        .autoScalingGroupName("web")
                        .scalingProcesses(List.of("AlarmNotification"))
                        .build());
        assertThat(world.plane.policies().alarm(arn, alarm(5))).isEqualTo(ScalingPolicies.Outcome.SUSPENDED);
        assertThat(world.row("web").desired()).isEqualTo(4);
    }

    @Test
    void policiesThatCannotBe() {
        refused(INVALID, "has a ScalingAdjustment", each -> each.adjustmentType("ChangeInCapacity"));
        refused(INVALID, "AdjustmentType must be", each -> each.scalingAdjustment(1));
        refused(INVALID, "only for AdjustmentType PercentChangeInCapacity", each -> each.scalingAdjustment(1)
                .adjustmentType("ChangeInCapacity")
                .minAdjustmentMagnitude(1));
        refused(INVALID, "At least one StepAdjustment", each -> each.policyType("StepScaling")
                .adjustmentType("ExactCapacity"));
        refused(INVALID, "can't have gaps", each -> each.policyType("StepScaling")
                .adjustmentType("ExactCapacity")
                .stepAdjustments(List.of(step(0.0, 1.0, 1), step(2.0, null, 1))));
        refused(INVALID, "lower bound must be less", each -> each.policyType("StepScaling")
                .adjustmentType("ExactCapacity")
                .stepAdjustments(List.of(step(2.0, 1.0, 1))));
        refused(INVALID, "Cooldown is not supported", each -> each.policyType("StepScaling")
                .adjustmentType("ExactCapacity")
                .cooldown(1)
                .stepAdjustments(List.of(step(0.0, null, 1))));
        refused(INVALID, "TargetTrackingConfiguration must be", each -> each.policyType("TargetTrackingScaling"));
        refused(INVALID, "must be greater than 0", each -> tracking(each)
                .targetTrackingConfiguration(TargetTrackingConfiguration.builder()
                        .targetValue(0.0)
                        .predefinedMetricSpecification(PredefinedMetricSpecification.builder()
                                .predefinedMetricType("ASGAverageCPUUtilization")
                                .build())
                        .build()));
        refused(INVALID, "Unknown policy type", each -> each.policyType("Hunch"));
        refused("UnsupportedOperation", "Predictive scaling", each -> each.policyType("PredictiveScaling"));
        refused(INVALID, "'nope' not found", each -> each.autoScalingGroupName("nope"));
        world.refused(
                INVALID,
                "PolicyName: nope not found",
                () -> world.call(
                        AutoscalingOperations.DELETE_POLICY,
                        DeletePolicyType.builder()
                                .autoScalingGroupName("web")
                                .policyName("nope")
                                .build()));
    }

    private void refused(String code, String message, UnaryOperator<PutScalingPolicyType.Builder> change) {
        world.refused(code, message, () -> {
            String ignored = put(change);
        });
    }
}
