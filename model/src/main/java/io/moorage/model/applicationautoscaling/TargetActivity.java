package io.moorage.model.applicationautoscaling;

import java.time.Instant;
import java.util.Optional;

/**
 * A change of a target ({@code API_ScalingActivity}).
 *
 * @param id the key
 * @param wanted what was set
 */
public record TargetActivity(
        String id,
        String targetKey,
        int wanted,
        String description,
        String cause,
        Instant start,
        Optional<Instant> end,
        Status status,
        String message) {
    /** In AWS's words. */
    public enum Status {
        Failed,
        InProgress,
        Overridden,
        Successful
    }

    public TargetActivity ended(Status how, String words, Instant now) {
        return new TargetActivity(id, targetKey, wanted, description, cause, start, Optional.of(now), how, words);
    }
}
