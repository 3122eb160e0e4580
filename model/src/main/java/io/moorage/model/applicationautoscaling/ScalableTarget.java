package io.moorage.model.applicationautoscaling;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A number that is scaled ({@code API_ScalableTarget}).
 *
 * @param resourceId {@code service/CLUSTER/NAME}
 * @param dimension {@code ecs:service:DesiredCount}
 * @param scaledOut when it last became larger by a policy
 * @param scaledOutFrom what it was before that; before the first of those that followed one another within a cooldown
 * @param scaledIn when it last became smaller by a policy
 */
public record ScalableTarget(
        String resourceId,
        String dimension,
        String arn,
        int min,
        int max,
        String roleArn,
        Set<Suspension> suspended,
        Optional<Instant> scaledOut,
        Optional<Integer> scaledOutFrom,
        Optional<Instant> scaledIn,
        Instant created,
        Map<String, String> tags) {
    public static final String NAMESPACE = "ecs";
    public static final String DESIRED_COUNT = "ecs:service:DesiredCount";

    public ScalableTarget {
        if (min < 0 || min > max) {
            throw new IllegalArgumentException(resourceId + " cannot have " + min + " to " + max);
        }
        suspended = Set.copyOf(suspended);
        tags = Map.copyOf(tags);
    }

    /** What it does not do for the time being ({@code API_SuspendedState}). */
    public enum Suspension {
        SCALING_IN,
        SCALING_OUT,
        SCHEDULED
    }

    public static String key(String resourceId, String dimension) {
        return resourceId + "\u001f" + dimension;
    }

    public String key() {
        return key(resourceId, dimension);
    }

    public ScalableTarget within(int least, int most) {
        return new ScalableTarget(
                resourceId,
                dimension,
                arn,
                least,
                most,
                roleArn,
                suspended,
                scaledOut,
                scaledOutFrom,
                scaledIn,
                created,
                tags);
    }

    public ScalableTarget suspending(Set<Suspension> now) {
        return new ScalableTarget(
                resourceId, dimension, arn, min, max, roleArn, now, scaledOut, scaledOutFrom, scaledIn, created, tags);
    }

    /** A policy made it larger. */
    public ScalableTarget scaledOut(int from, Instant now) {
        return scaled(Optional.of(now), Optional.of(from), scaledIn);
    }

    /** A policy made it smaller. */
    public ScalableTarget scaledIn(Instant now) {
        return scaled(scaledOut, scaledOutFrom, Optional.of(now));
    }

    private ScalableTarget scaled(Optional<Instant> out, Optional<Integer> from, Optional<Instant> in) {
        return new ScalableTarget(
                resourceId, dimension, arn, min, max, roleArn, suspended, out, from, in, created, tags);
    }

    public ScalableTarget withTags(Map<String, String> changed) {
        return new ScalableTarget(
                resourceId,
                dimension,
                arn,
                min,
                max,
                roleArn,
                suspended,
                scaledOut,
                scaledOutFrom,
                scaledIn,
                created,
                changed);
    }
}
