package io.moorage.applicationautoscaling.decide;

import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.scaling.Adjustment;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** What becomes of a target when the alarm of one of its policies goes off (Application Auto Scaling user guide). */
public final class TargetScaling {
    /**
     * The alarm.
     *
     * @param value of its metric
     * @param operator by which it compares that with the threshold
     * @param mayShrink no other tracking policy of the target wants more than there is
     * @param deploying a deployment of the service is in progress
     */
    public record Occasion(
            Optional<Double> value,
            double threshold,
            ComparisonOperator operator,
            boolean mayShrink,
            boolean deploying) {}

    /** Whether there is a new size, and when not, why. */
    public sealed interface Verdict {}

    public record Set(int size) implements Verdict {}

    public enum Stay implements Verdict {
        COOLING_DOWN,
        SUSPENDED,
        /** "Application Auto Scaling turns off scale-in processes while Amazon ECS deployments are in progress." */
        DEPLOYING,
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
        var size = new Size(target, policy, current, occasion.deploying(), now);
        return switch (policy.kind()) {
            case ScalingPolicy.Steps steps ->
                Adjustment.step(steps, value - occasion.threshold())
                        .map(step -> stepped(size, from -> Adjustment.of(steps.by(), step.adjustment(), from)))
                        .orElse(Stay.NO_STEP);
            case ScalingPolicy.TargetTracking tracking -> tracked(size, tracking, occasion, value);
            // Application Auto Scaling has no simple policies.
            case ScalingPolicy.Simple ignored -> Stay.NO_STEP;
        };
    }

    private static Verdict stepped(Size size, IntUnaryOperator wanted) {
        int plain = wanted.applyAsInt(size.current());
        if (plain == size.current()) {
            return Stay.SAME;
        }
        return plain > size.current() ? size.larger(wanted) : size.smaller(plain);
    }

    private static Verdict tracked(Size size, ScalingPolicy.TargetTracking tracking, Occasion occasion, double value) {
        return switch (Adjustment.direction(tracking, value, occasion.operator())) {
            // From nothing it would stay nothing, however much is asked of it.
            case OUT -> size.larger(from -> Adjustment.tracking(tracking, value, Math.max(from, 1)));
            case IN ->
                tracking.scaleInDisabled() || !occasion.mayShrink()
                        ? Stay.SAME
                        : size.smaller(Adjustment.tracking(tracking, value, size.current()));
            case NONE -> Stay.SAME;
        };
    }

    /**
     * What the target is, and what keeps it so. "If a service's desired count is set below its minimum capacity value, ... a scale-in
     * activity does not adjust the desired count", and neither does a scale-out one that is above its maximum (ECS guide, "Service auto
     * scaling").
     */
    private record Size(ScalableTarget target, TargetPolicy policy, int current, boolean deploying, Instant now) {
        /**
         * "The scaling policy won't increase the desired capacity again unless either a larger scale out is triggered or the cooldown
         * period ends": within it, what the first one added counts as added by the next ({@code API_StepScalingPolicyConfiguration}).
         */
        private Verdict larger(IntUnaryOperator wanted) {
            int plain = within(wanted.applyAsInt(current));
            if (plain <= current) {
                return Stay.SAME;
            }
            if (target.suspended().contains(ScalableTarget.Suspension.SCALING_OUT)) {
                return Stay.SUSPENDED;
            }
            if (!policy.isCoolingOut(target, now)) {
                return new Set(plain);
            }
            int size = within(target.scaledOutFrom().map(wanted::applyAsInt).orElse(current));
            return size > current ? new Set(size) : Stay.COOLING_DOWN;
        }

        /** "If a scale-out occurs during a scale-in cooldown, it is not blocked"; the other way round it is ("Cooldown period"). */
        private Verdict smaller(int wanted) {
            int size = within(wanted);
            if (size >= current) {
                return Stay.SAME;
            }
            if (target.suspended().contains(ScalableTarget.Suspension.SCALING_IN)) {
                return Stay.SUSPENDED;
            }
            if (deploying) {
                return Stay.DEPLOYING;
            }
            return policy.isCoolingIn(target, now) ? Stay.COOLING_DOWN : new Set(size);
        }

        private int within(int size) {
            return Math.clamp(size, target.min(), target.max());
        }
    }

    private TargetScaling() {}
}
