package io.moorage.model.autoscaling;

import java.time.Instant;
import java.util.Optional;

/**
 * Something a group did (Auto Scaling API reference, {@code Activity}).
 *
 * @param key in the order in which activities began
 * @param progress percent
 */
public record ScalingActivity(
        String key,
        String id,
        String groupName,
        String groupArn,
        String description,
        String cause,
        Instant started,
        Optional<Instant> ended,
        Status status,
        Optional<String> message,
        int progress,
        String zone,
        Optional<String> subnetId) {
    private static final int DONE = 100;

    /** In AWS's words. */
    public enum Status {
        PRE_IN_SERVICE("PreInService"),
        IN_PROGRESS("InProgress"),
        WAITING_FOR_CONNECTION_DRAINING("WaitingForELBConnectionDraining"),
        MID_LIFECYCLE_ACTION("MidLifecycleAction"),
        SUCCESSFUL("Successful"),
        FAILED("Failed"),
        CANCELLED("Cancelled");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public ScalingActivity describedAs(String text) {
        return with(text, status, progress);
    }

    public ScalingActivity at(Status next, int percent) {
        return with(description, next, percent);
    }

    public ScalingActivity successful(Instant now) {
        return end(Status.SUCCESSFUL, Optional.empty(), now);
    }

    /** @param next {@code FAILED} or {@code CANCELLED} */
    public ScalingActivity ended(Status next, String why, Instant now) {
        return end(next, Optional.of(why), now);
    }

    private ScalingActivity with(String text, Status next, int percent) {
        return new ScalingActivity(
                key, id, groupName, groupArn, text, cause, started, ended, next, message, percent, zone, subnetId);
    }

    private ScalingActivity end(Status next, Optional<String> why, Instant now) {
        return new ScalingActivity(
                key,
                id,
                groupName,
                groupArn,
                description,
                cause,
                started,
                Optional.of(now),
                next,
                why,
                DONE,
                zone,
                subnetId);
    }
}
