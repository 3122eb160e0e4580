package io.moorage.applicationautoscaling.decide;

import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.scaling.Adjustment;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a target when the alarm of one of its policies goes off (Application Auto Scaling user guide). */
public final class TargetScaling {
    /**
     * The alarm.
     *
     * @param value of its metric
     * @param mayShrink no other tracking policy of the target wants more than there is
     */
    public record Occasion(Optional<Double> value, double threshold, boolean mayShrink) {}

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
                        .map(step -> bounded(
                                target, policy, current, Adjustment.of(steps.by(), step.adjustment(), current), now))
                        .orElse(Stay.NO_STEP);
            case ScalingPolicy.TargetTracking tracking ->
                bounded(target, policy, current, tracked(tracking, value, current, occasion.mayShrink()), now);
            // Application Auto Scaling has no simple policies.
            case ScalingPolicy.Simple ignored -> Stay.NO_STEP;
        };
    }

    private static int tracked(ScalingPolicy.TargetTracking tracking, double value, int current, boolean mayShrink) {
        int wanted = Adjustment.tracking(tracking, value, current);
        boolean shrinks = wanted < current;
        return shrinks && (tracking.scaleInDisabled() || !mayShrink) ? current : wanted;
    }

    private static Verdict bounded(ScalableTarget target, TargetPolicy policy, int current, int wanted, Instant now) {
        int size = Math.clamp(wanted, target.min(), target.max());
        // A breach upwards never makes it smaller, as bounds that were lowered since would.
        if (size == current || (wanted >= current) != (size >= current)) {
            return Stay.SAME;
        }
        boolean out = size > current;
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
