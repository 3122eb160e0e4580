package io.moorage.model.applicationautoscaling;

import io.moorage.model.autoscaling.ScalingPolicy;
import java.time.Instant;
import java.util.List;

/**
 * How a target follows what is measured ({@code API_ScalingPolicy}).
 *
 * @param kind step or target tracking
 * @param outCooldownSeconds and {@code inCooldownSeconds}: after a change, before the next in the same direction
 * @param alarms names of those that target tracking made, first that for scaling out
 */
public record TargetPolicy(
        String targetKey,
        String name,
        String arn,
        ScalingPolicy.Kind kind,
        int outCooldownSeconds,
        int inCooldownSeconds,
        List<String> alarms,
        Instant created) {
    public TargetPolicy {
        alarms = List.copyOf(alarms);
    }

    public static String key(String targetKey, String name) {
        return targetKey + "\u001f" + name;
    }

    public String key() {
        return key(targetKey, name);
    }
}
