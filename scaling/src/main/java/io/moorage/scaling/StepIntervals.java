package io.moorage.scaling;

import io.moorage.model.autoscaling.ScalingPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The intervals of a step scaling policy, which follow one another without a gap (Auto Scaling user guide, "Step adjustments for step
 * scaling").
 */
public final class StepIntervals {
    /** What is wrong with them. */
    public enum Fault {
        /** An upper bound is not above the lower one. */
        EMPTY,
        /** One does not begin where the one before ends. */
        GAP_OR_OVERLAP,
        /** Another one has no upper bound besides the last. */
        UNBOUNDED
    }

    private StepIntervals() {}

    /** From the lowest to the highest. */
    public static List<ScalingPolicy.Step> sorted(List<ScalingPolicy.Step> steps) {
        return steps.stream().sorted(Comparator.comparing(StepIntervals::lower)).toList();
    }

    /** @param sorted as {@link #sorted} */
    public static Optional<Fault> fault(List<ScalingPolicy.Step> sorted) {
        for (int i = 0; i < sorted.size(); i++) {
            Optional<Double> upper = sorted.get(i).upper();
            boolean last = i + 1 == sorted.size();
            if (upper.isPresent() && upper.get() <= lower(sorted.get(i))) {
                return Optional.of(Fault.EMPTY);
            }
            if (!last && !upper.equals(sorted.get(i + 1).lower())) {
                return Optional.of(Fault.GAP_OR_OVERLAP);
            }
            if (!last && upper.isEmpty()) {
                return Optional.of(Fault.UNBOUNDED);
            }
        }
        return Optional.empty();
    }

    private static double lower(ScalingPolicy.Step step) {
        return step.lower().orElse(Double.NEGATIVE_INFINITY);
    }
}
