package io.moorage.agentwire.tcs;

import io.moorage.agentwire.Absent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Usage of the instance's tasks since the last one, each 20 s; at most ten tasks a message. */
public record PublishMetricsRequest(
        Metadata metadata, @Nullable Instant timestamp, List<TaskMetric> taskMetrics) implements TcsMessage {
    public PublishMetricsRequest {
        taskMetrics = Absent.orEmpty(taskMetrics);
    }

    /** @param fin true on the last message of a series */
    public record Metadata(
            @Nullable String cluster,
            @Nullable String containerInstance,
            @Nullable Boolean fin,
            @Nullable Boolean idle,
            @Nullable String messageId) {}

    public record TaskMetric(
            String taskArn,
            @Nullable String taskDefinitionFamily,
            @Nullable String taskDefinitionVersion,
            List<ContainerMetric> containerMetrics) {
        public TaskMetric {
            containerMetrics = Absent.orEmpty(containerMetrics);
        }
    }

    /**
     * Usage of one container.
     *
     * @param memoryStatsSet MiB
     * @param cpuStatsSet percent of a core
     */
    public record ContainerMetric(
            @Nullable String containerName,
            @Nullable StatsSet cpuStatsSet,
            @Nullable StatsSet memoryStatsSet) {}

    public record StatsSet(double min, double max, double sum, int sampleCount) {}
}
