package io.moorage.ecs.agent;

import io.moorage.agentwire.tcs.PublishMetricsRequest;
import io.moorage.agentwire.tcs.PublishMetricsRequest.ContainerMetric;
import io.moorage.agentwire.tcs.PublishMetricsRequest.StatsSet;
import io.moorage.ecs.decide.ClusterMetrics;
import io.moorage.ecs.decide.ClusterMetrics.Used;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What agents last told of what tasks use, and the metrics that come of it once a minute. Thread-safe but for measuring. */
public final class TaskUsage {
    /** Agents tell three times a minute. */
    private static final Duration FRESH = Duration.ofSeconds(70);

    private final Store store;
    private final Map<String, Heard> byTask = new ConcurrentHashMap<>();
    private Instant minute = Instant.MIN;

    private record Heard(Used used, Instant at) {}

    public TaskUsage(Store store) {
        this.store = store;
    }

    /** An agent speaks for the tasks of its own instance only. */
    void heard(ContainerInstance instance, PublishMetricsRequest metrics, Instant now) {
        metrics.taskMetrics().stream()
                .filter(each -> store.view()
                        .find(EcsTables.TASKS, each.taskArn())
                        .filter(task -> task.containerInstanceArn().equals(instance.arn()))
                        .isPresent())
                .forEach(each -> byTask.put(each.taskArn(), new Heard(used(each.containerMetrics()), now)));
    }

    private static Used used(List<ContainerMetric> containers) {
        return new Used(
                sum(containers, ContainerMetric::cpuStatsSet), sum(containers, ContainerMetric::memoryStatsSet));
    }

    private static double sum(List<ContainerMetric> containers, Function<ContainerMetric, @Nullable StatsSet> part) {
        double sum = 0;
        for (ContainerMetric container : containers) {
            StatsSet set = part.apply(container);
            if (set != null && set.sampleCount() > 0) {
                sum += set.sum() / set.sampleCount();
            }
        }
        return sum;
    }

    /** The metrics of the minute that ended; nothing when they were told already. */
    public List<MetricDatum> measure(Instant now) {
        Instant begun = now.truncatedTo(ChronoUnit.MINUTES);
        if (begun.equals(minute)) {
            return List.of();
        }
        minute = begun;
        byTask.values().removeIf(heard -> heard.at().isBefore(now.minus(FRESH)));
        Map<String, Used> used = byTask.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().used()));
        return ClusterMetrics.of(store.view(), used, begun.minus(1, ChronoUnit.MINUTES));
    }
}
