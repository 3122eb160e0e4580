package io.moorage.applicationautoscaling.decide;

import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.scaling.Adjustment;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a target when the alarm of one of its policies goes off (Application Auto Scaling user guide). */
public final class TargetScaling {
    /**
     * The alarm.
     *
     * @param value of its metric
     * @param operator by which it compares that with the threshold
     * @param mayShrink no other tracking policy of the target wants more than there is
     */
    public record Occasion(Optional<Double> value, double threshold, ComparisonOperator operator, boolean mayShrink) {}

    /** Whether there is a new size, and when not, why. */
    public sealed interface Verdict {}

    public record Set(int size) implements Verdict {}

    public enum Stay implements Verdict {
        COOLING_DOWN,
        SUSPENDED,
        /** There is nothing to compare with the threshold. */
        NO_DATA,
        /** The step policy has no step for the breach. */
        NO_STEP,
        /** It is that size already, or its bounds allow no other. */
        SAME
    }

    public static Verdict judge(
            ScalableTarget target, TargetPolicy policy, int current, Occasion occasion, Instant now) {
        if (occasion.value().isEmpty()) {
            return Stay.NO_DATA;
        }
        double value = occasion.value().get();
        return switch (policy.kind()) {
            case ScalingPolicy.Steps steps ->
                Adjustment.step(steps, value - occasion.threshold())
                        .map(step -> stepped(
                                target, policy, current, Adjustment.of(steps.by(), step.adjustment(), current), now))
                        .orElse(Stay.NO_STEP);
            case ScalingPolicy.TargetTracking tracking -> tracked(target, policy, tracking, current, occasion, now);
            // Application Auto Scaling has no simple policies.
            case ScalingPolicy.Simple ignored -> Stay.NO_STEP;
        };
    }

    private static Verdict stepped(ScalableTarget target, TargetPolicy policy, int current, int wanted, Instant now) {
        return wanted == current ? Stay.SAME : bounded(target, policy, current, wanted, wanted > current, now);
    }

    private static Verdict tracked(
            ScalableTarget target,
            TargetPolicy policy,
            ScalingPolicy.TargetTracking tracking,
            int current,
            Occasion occasion,
            Instant now) {
        double value = occasion.value().orElseThrow();
        return switch (Adjustment.direction(tracking, value, occasion.operator())) {
            // From nothing it would stay nothing, however much is asked of it.
            case OUT ->
                bounded(target, policy, current, Adjustment.tracking(tracking, value, Math.max(current, 1)), true, now);
            case IN ->
                tracking.scaleInDisabled() || !occasion.mayShrink()
                        ? Stay.SAME
                        : bounded(target, policy, current, Adjustment.tracking(tracking, value, current), false, now);
            case NONE -> Stay.SAME;
        };
    }

    /**
     * "If a service's desired count is set below its minimum capacity value, ... a scale-in activity does not adjust the desired count",
     * and neither does a scale-out one that is above its maximum (ECS guide, "Service auto scaling").
     */
    private static Verdict bounded(
            ScalableTarget target, TargetPolicy policy, int current, int wanted, boolean out, Instant now) {
        int size = Math.clamp(wanted, target.min(), target.max());
        if (out ? size <= current : size >= current) {
            return Stay.SAME;
        }
        if (target.suspended()
                .contains(out ? ScalableTarget.Suspension.SCALING_OUT : ScalableTarget.Suspension.SCALING_IN)) {
            return Stay.SUSPENDED;
        }
        return coolsDown(target, policy, out, now) ? Stay.COOLING_DOWN : new Set(size);
    }

    /** "If a scale-out occurs during a scale-in cooldown, it is not blocked"; the other way round it is ("Cooldown period"). */
    private static boolean coolsDown(ScalableTarget target, TargetPolicy policy, boolean out, Instant now) {
        boolean afterOut = target.scaledOut()
                .filter(since -> now.isBefore(since.plusSeconds(policy.outCooldownSeconds())))
                .isPresent();
        boolean afterIn = target.scaledIn()
                .filter(since -> now.isBefore(since.plusSeconds(policy.inCooldownSeconds())))
                .isPresent();
        return out ? afterOut : afterOut || afterIn;
    }

    private TargetScaling() {}
}
