package io.moorage.autoscaling.decide;

import io.moorage.model.autoscaling.AutoScalingGroup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Why activities happen, in the words of Auto Scaling ("Verify a scaling activity for an Auto Scaling group"). */
public final class Causes {
    private static final String BETWEEN = "  ";

    private Causes() {}

    /** What happened at that time, as a cause tells it. */
    public static String at(Instant now, String what) {
        return "At " + now.truncatedTo(ChronoUnit.SECONDS) + " " + what;
    }

    static String started(AutoScalingGroup group, int from, int to, Instant now) {
        return afterChange(
                group,
                at(
                        now,
                        "an instance was started in response to a difference between desired and actual capacity, "
                                + "increasing the capacity from " + from + " to " + to + "."));
    }

    static String replacing(Instant now) {
        return at(now, "an instance was launched in response to an unhealthy instance needing to be replaced.");
    }

    static String rebalancing(String crowded, int many, String sparse, int few, Instant now) {
        return at(
                now,
                "availability zones " + crowded + " " + sparse + " had " + many + " and " + few
                        + " instances respectively. An instance was launched to aid in balancing the group's zones.");
    }

    static String shrinking(AutoScalingGroup group, String instance, int from, int to, Instant now) {
        return afterChange(
                group,
                at(
                                now,
                                "an instance was taken out of service in response to a difference between desired and "
                                        + "actual capacity, shrinking the capacity from " + from + " to " + to + ".")
                        + BETWEEN
                        + at(now, "instance " + instance + " was selected for termination."));
    }

    static String unhealthy(String check, Instant now) {
        return at(now, "an instance was taken out of service in response to " + check);
    }

    private static String afterChange(AutoScalingGroup group, String text) {
        return group.change().map(each -> each + BETWEEN + text).orElse(text);
    }
}
