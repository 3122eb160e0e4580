package io.moorage.model.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an agent says of a task ({@code API_SubmitTaskStateChange}).
 *
 * @param mountedAt when its file systems were mounted; Moorage's own agent tells
 */
public record TaskReport(
        Optional<TaskStatus> status,
        String reason,
        List<ContainerReport> containers,
        Optional<Instant> pullStartedAt,
        Optional<Instant> pullStoppedAt,
        Optional<Instant> executionStoppedAt,
        Optional<Instant> mountedAt) {}
