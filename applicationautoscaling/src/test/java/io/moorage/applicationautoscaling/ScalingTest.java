package io.moorage.applicationautoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.moorage.applicationautoscaling.decide.TargetScaling;
import io.moorage.applicationautoscaling.decide.TargetScaling.Stay;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetActivity;
import io.moorage.model.applicationautoscaling.TargetSchedule;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.store.ApplicationAutoScalingTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From an alarm or a schedule to the service's desired count, also when the process ends on the way. */
class ScalingTest {
    private final TargetWorld world = new TargetWorld(1, 10, 4);

    private static ScalingPolicy.Kind tracking(boolean scaleInDisabled) {
        return new ScalingPolicy.TargetTracking(
                new ScalingPolicy.TrackedMetric(
                        Optional.empty(), "App", "Load", List.of(), "Average", Optional.empty()),
                50,
                scaleInDisabled,
                Optional.empty());
    }

    private static ScalingPolicy.Kind byTwo() {
        return new ScalingPolicy.Steps(
                new ScalingPolicy.Adjusting(ScalingPolicy.Type.CHANGE_IN_CAPACITY, Optional.empty()),
                List.of(new ScalingPolicy.Step(Optional.of(0.0), Optional.empty(), 2)),
                "Average",
                Optional.empty());
    }

    /**
     * "They scale in only if all of the target tracking policies (with the scale-in portion enabled) are ready to scale in." ("Target
     * tracking scaling policies", considerations)
     */
    @Test
    void itScalesInOnlyWhenAllPoliciesAgreeThatMay() {
        var policy = world.policy("cpu", tracking(false), AlarmState.ALARM);
        var other = world.policy("memory", tracking(false), AlarmState.OK);
        world.measure(25);
        assertThat(world.scaling.alarm(policy.arn(), world.low())).contains(Stay.SAME);
        world.policy(other.name(), tracking(false), AlarmState.INSUFFICIENT_DATA);
        assertThat(world.scaling.alarm(policy.arn(), world.low())).contains(Stay.SAME);
        world.policy(other.name(), tracking(true), AlarmState.OK);
        assertThat(world.scaling.alarm(policy.arn(), world.low())).contains(new TargetScaling.Set(2));
        assertThat(world.service().desiredCount()).isEqualTo(2);
    }

    /** "After a crash [an action] may be carried out once more": the same breach adds as much as once, and no less. */
    @ParameterizedTest
    @EnumSource(
            value = TargetWorld.Fault.class,
            names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void aPolicyThatIsCarriedOutOnceMoreAfterACrashAddsNothingTwice(TargetWorld.Fault fault) {
        var policy = world.policy("queue", byTwo(), AlarmState.OK);
        world.measure(60);
        world.fault = fault;
        assertThatThrownBy(() -> {
                    var ignored = world.scaling.alarm(policy.arn(), world.high());
                })
                .isInstanceOf(TargetWorld.Killed.class);
        var ignored = world.scaling.alarm(policy.arn(), world.high());
        assertThat(world.service().desiredCount()).isEqualTo(6);
    }

    @Test
    void aChangeThatIsRefusedStartsNoCooldown() {
        var policy = world.policy("queue", byTwo(), AlarmState.OK);
        world.measure(60);
        world.fault = TargetWorld.Fault.REFUSED;
        ScalableTarget before = world.target();
        assertThat(world.scaling.alarm(policy.arn(), world.high())).contains(new TargetScaling.Set(6));
        assertThat(world.target()).isEqualTo(before);
        assertThat(world.store.view().all(ApplicationAutoScalingTables.ACTIVITIES))
                .extracting(TargetActivity::status, TargetActivity::message)
                .containsExactly(tuple(
                        TargetActivity.Status.Failed,
                        "Failed to set desired count to 6. Reason: Service was not ACTIVE."));
    }

    /**
     * "At the scheduled time, if the current capacity is below the minimum capacity, Application Auto Scaling scales out to the minimum
     * capacity" (API_PutScheduledAction), whenever the process ends; and policies do not wait for it.
     */
    @ParameterizedTest
    @EnumSource(
            value = TargetWorld.Fault.class,
            names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void aScheduledActionIsCarriedOutAfterACrash(TargetWorld.Fault fault) {
        var schedule = new TargetSchedule(
                world.target().key(),
                "morning",
                "arn",
                "rate(1 day)",
                "UTC",
                Optional.empty(),
                Optional.empty(),
                Optional.of(7),
                Optional.empty(),
                world.now,
                Optional.of(world.now));
        world.store.transact(tx -> {
            tx.insert(ApplicationAutoScalingTables.SCHEDULES, schedule);
            return schedule;
        });
        world.fault = fault;
        assertThatThrownBy(() -> {
                    var ignored = world.loop.step();
                })
                .isInstanceOf(TargetWorld.Killed.class);
        var ignored = world.loop.step();
        assertThat(world.service().desiredCount()).isEqualTo(7);
        assertThat(world.target().min()).isEqualTo(7);
        assertThat(world.target().scaledOut()).as("no cooldown").isEmpty();
        assertThat(world.store
                        .view()
                        .find(ApplicationAutoScalingTables.SCHEDULES, schedule.key())
                        .flatMap(TargetSchedule::next))
                .contains(world.now.plus(Duration.ofDays(1)));
    }
}
