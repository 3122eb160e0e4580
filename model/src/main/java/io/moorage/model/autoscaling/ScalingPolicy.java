package io.moorage.model.autoscaling;

import java.util.List;
import java.util.Optional;

/**
 * How a group's size follows what is measured.
 *
 * @param alarms names of the alarms that target tracking made
 */
public record ScalingPolicy(
        String groupName, String name, String arn, boolean enabled, Kind kind, List<String> alarms) {
    public ScalingPolicy {
        alarms = List.copyOf(alarms);
    }

    public String key() {
        return groupName + GroupInstance.SEPARATOR + name;
    }

    public ScalingPolicy withAlarms(List<String> names) {
        return new ScalingPolicy(groupName, name, arn, enabled, kind, names);
    }

    /** Simple, step or target tracking. */
    public sealed interface Kind {}

    /** @param adjustment one for all breaches */
    public record Simple(Adjusting by, int adjustment, Optional<Integer> cooldownSeconds) implements Kind {}

    /** @param aggregation {@code Minimum}, {@code Maximum} or {@code Average} */
    public record Steps(Adjusting by, List<Step> steps, String aggregation, Optional<Integer> warmupSeconds)
            implements Kind {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /** Keeps a metric at {@code target}. */
    public record TargetTracking(
            TrackedMetric metric, double target, boolean scaleInDisabled, Optional<Integer> warmupSeconds)
            implements Kind {}

    /**
     * What an adjustment means.
     *
     * @param minMagnitude the least change, for {@code PERCENT_CHANGE_IN_CAPACITY}
     */
    public record Adjusting(Type type, Optional<Integer> minMagnitude) {}

    /** In AWS's words. */
    public enum Type {
        CHANGE_IN_CAPACITY("ChangeInCapacity"),
        EXACT_CAPACITY("ExactCapacity"),
        PERCENT_CHANGE_IN_CAPACITY("PercentChangeInCapacity");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Applies where the breach, the metric less the threshold, is within {@code [lower, upper)}. */
    public record Step(Optional<Double> lower, Optional<Double> upper, int adjustment) {}

    /**
     * The metric of a target tracking policy.
     *
     * @param predefined its type's name, for one of AWS's own
     */
    public record TrackedMetric(
            Optional<String> predefined,
            String namespace,
            String name,
            List<Dimension> dimensions,
            String statistic,
            Optional<String> unit) {
        public TrackedMetric {
            dimensions = List.copyOf(dimensions);
        }
    }

    /** Of a metric. */
    public record Dimension(String name, String value) {}
}
