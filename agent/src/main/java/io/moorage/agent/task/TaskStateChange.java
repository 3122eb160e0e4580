package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerState.Binding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What SubmitTaskStateChange is told (API_SubmitTaskStateChange).
 *
 * @param status {@code RUNNING} or {@code STOPPED}
 * @param stoppedAt when the last container ended, for STOPPED
 * @param mountedAt when the file systems that it shares were mounted; Moorage's own, for the timeline of failovers
 */
public record TaskStateChange(
        String taskArn,
        String status,
        String reason,
        List<Container> containers,
        Pulls pulls,
        Optional<Instant> stoppedAt,
        Optional<Instant> mountedAt) {
    public TaskStateChange {
        containers = List.copyOf(containers);
    }

    /** When the first image began to be pulled, and when the last one was there. */
    public record Pulls(Optional<Instant> started, Optional<Instant> stopped) {
        public static final Pulls NONE = new Pulls(Optional.empty(), Optional.empty());
    }

    /** @param runtimeId empty when the container was never created */
    public record Container(
            String name,
            String status,
            String runtimeId,
            Optional<String> imageDigest,
            OptionalInt exitCode,
            String reason,
            List<Binding> bindings) {}
}
