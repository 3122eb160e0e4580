package io.moorage.agentwire.tcs;

import io.moorage.agentwire.Absent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Container health, each 20 s while a container has a health check. */
public record PublishHealthRequest(
        PublishMetricsRequest.Metadata metadata, @Nullable Instant timestamp, List<TaskHealth> tasks)
        implements TcsMessage {
    public PublishHealthRequest {
        tasks = Absent.orEmpty(tasks);
    }

    public record TaskHealth(
            String taskArn,
            @Nullable String taskDefinitionFamily,
            @Nullable String taskDefinitionVersion,
            List<ContainerHealth> containers) {
        public TaskHealth {
            containers = Absent.orEmpty(containers);
        }
    }

    /** @param healthStatus {@code HEALTHY}, {@code UNHEALTHY} or {@code UNKNOWN} */
    public record ContainerHealth(
            String containerName,
            String healthStatus,
            @Nullable Instant statusSince) {}
}
