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

    /** Whether its target became larger so recently that it is to become so again only where even more is wanted. */
    public boolean isCoolingOut(ScalableTarget target, Instant now) {
        return target.scaledOut()
                .filter(since -> now.isBefore(since.plusSeconds(outCooldownSeconds)))
                .isPresent();
    }

    /** Whether its target became smaller, or larger, so recently that it is not to become smaller. */
    public boolean isCoolingIn(ScalableTarget target, Instant now) {
        return isCoolingOut(target, now)
                || target.scaledIn()
                        .filter(since -> now.isBefore(since.plusSeconds(inCooldownSeconds)))
                        .isPresent();
    }

    public static String key(String targetKey, String name) {
        return targetKey + "\u001f" + name;
    }

    public String key() {
        return key(targetKey, name);
    }
}
