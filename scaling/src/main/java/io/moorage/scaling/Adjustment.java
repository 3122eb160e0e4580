package io.moorage.scaling;

import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.ComparisonOperator;
import java.util.Optional;

/** How a policy changes a capacity ("Scaling adjustment types"). Pure. */
public final class Adjustment {
    private static final double PERCENT = 100;

    private Adjustment() {}

    /** The capacity after an adjustment, which may be out of the group's bounds. */
    public static int of(ScalingPolicy.Adjusting by, int adjustment, int capacity) {
        return switch (by.type()) {
            case CHANGE_IN_CAPACITY -> capacity + adjustment;
            case EXACT_CAPACITY -> adjustment;
            case PERCENT_CHANGE_IN_CAPACITY -> capacity + percent(capacity * adjustment / PERCENT, by);
        };
    }

    /**
     * "Values greater than 1 are rounded down. Values between 0 and 1 are rounded to 1. Values between 0 and -1 are rounded to -1.
     * Values less than -1 are rounded up."
     */
    private static int percent(double change, ScalingPolicy.Adjusting by) {
        int rounded = (int) change;
        if (rounded == 0) {
            rounded = (int) Math.signum(change);
        }
        int least = by.minMagnitude().orElse(0);
        return Math.abs(rounded) < least ? (int) Math.signum(change) * least : rounded;
    }

    /** The step for a breach, which is the metric less the threshold. */
    public static Optional<ScalingPolicy.Step> step(ScalingPolicy.Steps steps, double breach) {
        return steps.steps().stream()
                .filter(each -> breach >= 0
                        ? each.lower().orElse(Double.NEGATIVE_INFINITY) <= breach
                                && breach < each.upper().orElse(Double.POSITIVE_INFINITY)
                        : each.lower().orElse(Double.NEGATIVE_INFINITY) < breach
                                && breach <= each.upper().orElse(Double.POSITIVE_INFINITY))
                .findFirst();
    }

    /** The capacity at which a metric that is shared among the instances would be at its target. */
    public static int tracking(ScalingPolicy.TargetTracking tracking, double value, int capacity) {
        return (int) Math.ceil(capacity * value / tracking.target());
    }

    /**
     * Whether a target tracking policy is to make its group larger, smaller, or to leave it alone: "it should perform scale-out when the
     * specified metric is above the target value", and its alarm for scaling in never does. A metric that came back to its target, or went
     * beyond it, since the alarm went off asks for nothing.
     *
     * @param operator of the alarm that carries the policy out
     */
    public static Direction direction(
            ScalingPolicy.TargetTracking tracking, double value, ComparisonOperator operator) {
        boolean high = operator.isAbove();
        if (high ? value > tracking.target() : value < tracking.target()) {
            return high ? Direction.OUT : Direction.IN;
        }
        return Direction.NONE;
    }

    /** Which way a capacity is changed. */
    public enum Direction {
        OUT,
        IN,
        NONE
    }
}
