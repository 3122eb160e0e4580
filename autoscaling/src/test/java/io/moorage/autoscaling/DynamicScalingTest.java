package io.moorage.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeletePolicyType;
import io.moorage.awsmodels.autoscaling.DescribePoliciesType;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.awsmodels.autoscaling.TargetTrackingConfiguration;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudWatchTables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By what step and target tracking policies go, and how many instances they count (Auto Scaling user guide, "Dynamic scaling"). */
class DynamicScalingTest extends MeasuredGroup {
    /**
     * CloudWatch user guide, "Evaluating an alarm": alarms go by whole periods, and so do policies: the minute that runs has measured a part
     * of itself only.
     */
    @Test
    void theMinuteThatRunsDoesNotCount() {
        String arn = put(this::tracking);
        measure(75);
        put(world.now, 5);
        world.now = world.now.plusSeconds(2);
        assertThat(world.plane.policies().alarm(arn, alarm(50))).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).as("4 * 75 / 50").isEqualTo(6);
    }

    /** "A target tracking scaling policy assumes that it should perform scale out when the specified metric is above the target value." */
    @Test
    void anAlarmChangesTheSizeInItsDirectionOnly() {
        String arn = put(this::tracking);
        measure(25);
        assertThat(world.plane.policies().alarm(arn, alarm(50))).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).as("it fell since").isEqualTo(4);
        measure(75);
        assertThat(world.plane.policies().alarm(arn, low())).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).as("it rose since").isEqualTo(4);
    }

    /** "They scale in only if all of the target tracking policies (with the scale-in portion enabled) are ready to scale in." */
    @Test
    void itScalesInOnlyWhenAllPoliciesAgreeThatMay() {
        String arn = put(this::tracking);
        String ignored = put(each -> tracking(each).policyName("other"));
        measure(25);
        assertThat(world.plane.policies().alarm(arn, low())).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).as("the other has no data").isEqualTo(4);
        String outOnly = put(each -> tracking(each)
                .policyName("other")
                .targetTrackingConfiguration(TargetTrackingConfiguration.builder()
                        .targetValue(50.0)
                        .disableScaleIn(true)
                        .customizedMetricSpecification(LOAD)
                        .build()));
        assertThat(outOnly).isNotEqualTo(arn);
        assertThat(world.plane.policies().alarm(arn, low())).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).as("4 * 25 / 50").isEqualTo(2);
    }

    /** CloudWatch user guide, "Create an alarm based on a metric math expression": it is an alarm like any other, and so scales. */
    @Test
    void anAlarmOnMetricMathScalesToo() {
        String arn = put(each -> each.policyType("StepScaling")
                .adjustmentType("ChangeInCapacity")
                .stepAdjustments(List.of(step(0.0, 10.0, 1), step(10.0, null, 2))));
        measure(31);
        assertThat(world.plane.policies().alarm(arn, doubled())).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).as("62 is 12 above 50").isEqualTo(6);
    }

    /** "Instance warmup": current capacity is what runs and is ready. What EC2 does not launch is not there to be multiplied. */
    @Test
    void aGroupWhoseInstancesDoNotComeDoesNotWantEverMore() {
        String arn = put(this::tracking);
        world.booting = false;
        for (int minute = 0; minute < 3; minute++) {
            measure(75);
            assertThat(world.plane.policies().alarm(arn, alarm(50))).isEqualTo(ScalingPolicies.Outcome.DONE);
            // The loop has not begun to launch what was wanted the last time.
            assertThat(world.row("web").desired()).as("4 * 75 / 50").isEqualTo(6);
        }
    }

    /** "While scaling in, we consider instances that are terminating as part of the current capacity of the group." */
    @Test
    void instancesThatAreBeingTerminatedCount() {
        String arn = put(each -> each.policyType("StepScaling")
                .adjustmentType("ChangeInCapacity")
                .stepAdjustments(List.of(step(null, 0.0, -2))));
        world.call(
                AutoscalingOperations.PUT_LIFECYCLE_HOOK,
                PutLifecycleHookType.builder()
                        .autoScalingGroupName("web")
                        .lifecycleHookName("slow")
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
                        .build());
        measure(25);
        assertThat(world.plane.policies().alarm(arn, low())).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).isEqualTo(2);
        world.settle();
        assertThat(world.plane.policies().alarm(arn, low())).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).as("two are on their way out").isEqualTo(2);
    }

    /** "While instances are warming up, they are not counted" ("Instance warmup"). */
    @Test
    void instancesThatWarmUpAreNotCounted() {
        String arn = put(each -> each.policyType("StepScaling")
                .adjustmentType("ChangeInCapacity")
                .estimatedInstanceWarmup(100)
                .stepAdjustments(List.of(step(0.0, null, 2))));
        world.now = world.now.plusSeconds(100);
        measure(60);
        assertThat(world.plane.policies().alarm(arn, alarm(50))).isEqualTo(ScalingPolicies.Outcome.DONE);
        world.settle();
        assertThat(world.plane.policies().alarm(arn, alarm(50))).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired())
                .as("the same breach adds nothing more")
                .isEqualTo(6);
    }

    /** "Target tracking scaling policies": alarms of its own, and as many instances as bring the metric to the target. */
    @Test
    void aTargetIsTracked() {
        String arn = put(this::tracking);
        ScalingPolicy row =
                world.store.view().all(AutoScalingTables.POLICIES).iterator().next();
        assertThat(row.alarms()).hasSize(2);
        assertThat(world.store.view().all(CloudWatchTables.ALARMS))
                .extracting(MetricAlarm::name)
                .containsExactlyInAnyOrderElementsOf(row.alarms());
        String described = world.call(
                        AutoscalingOperations.DESCRIBE_POLICIES,
                        DescribePoliciesType.builder().build())
                .scalingPolicies()
                .getFirst()
                .toString();
        assertThat(described).contains("TargetTrackingScaling", "AlarmHigh", "AlarmLow");
        measure(75);
        assertThat(world.plane.policies().alarm(arn, alarm(50))).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).as("4 * 75 / 50").isEqualTo(6);
        world.settle();
        world.now = world.now.plusSeconds(400);
        measure(25);
        assertThat(world.plane.policies().alarm(arn, low())).isEqualTo(ScalingPolicies.Outcome.DONE);
        assertThat(world.row("web").desired()).as("6 * 25 / 50").isEqualTo(3);
        world.call(
                AutoscalingOperations.DELETE_POLICY,
                DeletePolicyType.builder()
                        .autoScalingGroupName("web")
                        .policyName("p")
                        .build());
        assertThat(world.store.view().all(CloudWatchTables.ALARMS)).isEmpty();
        assertThat(world.plane.policies().alarm(arn, low())).isEqualTo(ScalingPolicies.Outcome.NO_SUCH_POLICY);
    }
}
