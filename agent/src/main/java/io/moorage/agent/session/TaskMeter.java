package io.moorage.agent.session;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.task.PauseContainer;
import io.moorage.agentwire.tcs.PublishMetricsRequest;
import io.moorage.agentwire.tcs.PublishMetricsRequest.ContainerMetric;
import io.moorage.agentwire.tcs.PublishMetricsRequest.StatsSet;
import io.moorage.agentwire.tcs.PublishMetricsRequest.TaskMetric;
import io.moorage.base.cgroup.CgroupUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What tasks use, from the control groups of their containers, in messages of ten tasks at most as the ECS agent sends them.
 * Of one thread.
 */
public final class TaskMeter {
    private static final int TASKS_PER_MESSAGE = 10;
    private static final double MIB = 1 << 20;

    private final ContainerRuntime runtime;
    private final CgroupUsage cgroups;
    private Map<String, Counted> before = Map.of();

    private record Counted(long cpuNanos, Instant at) {}

    public TaskMeter(ContainerRuntime runtime, CgroupUsage cgroups) {
        this.runtime = runtime;
        this.cgroups = cgroups;
    }

    /**
     * Everything that runs, since the last call. A container of which this is the first that is heard has no processor time
     * yet.
     *
     * @param messageId of every message of this series
     */
    public List<PublishMetricsRequest> measure(
            String cluster, String containerInstanceArn, String messageId, Instant now) throws RuntimeFailure {
        Map<String, Counted> after = new HashMap<>();
        Map<String, List<ContainerState>> byTask = new TreeMap<>();
        for (ContainerState container : runtime.list()) {
            String task = container.labels().get(ContainerSpec.LABEL_TASK);
            boolean ofDefinition =
                    !PauseContainer.NAME.equals(container.labels().get(ContainerSpec.LABEL_CONTAINER));
            if (container.running() && task != null && ofDefinition) {
                byTask.computeIfAbsent(task, each -> new ArrayList<>()).add(container);
            }
        }
        List<TaskMetric> tasks = new ArrayList<>();
        for (Map.Entry<String, List<ContainerState>> task : byTask.entrySet()) {
            tasks.add(task(task.getKey(), task.getValue(), after, now));
        }
        before = after;
        return messages(tasks, cluster, containerInstanceArn, messageId, now);
    }

    private static List<PublishMetricsRequest> messages(
            List<TaskMetric> tasks, String cluster, String containerInstanceArn, String messageId, Instant now) {
        List<PublishMetricsRequest> messages = new ArrayList<>();
        for (int from = 0; from == 0 || from < tasks.size(); from += TASKS_PER_MESSAGE) {
            int to = Math.min(tasks.size(), from + TASKS_PER_MESSAGE);
            messages.add(new PublishMetricsRequest(
                    new PublishMetricsRequest.Metadata(
                            cluster, containerInstanceArn, to == tasks.size(), tasks.isEmpty(), messageId),
                    now,
                    tasks.subList(from, to)));
        }
        return messages;
    }

    private TaskMetric task(String arn, List<ContainerState> containers, Map<String, Counted> after, Instant now)
            throws RuntimeFailure {
        List<ContainerMetric> metrics = new ArrayList<>();
        for (ContainerState container : containers) {
            container(container, after, now).ifPresent(metrics::add);
        }
        Map<String, String> labels = containers.getFirst().labels();
        return new TaskMetric(
                arn, labels.get(ContainerSpec.LABEL_FAMILY), labels.get(ContainerSpec.LABEL_VERSION), metrics);
    }

    private Optional<ContainerMetric> container(ContainerState container, Map<String, Counted> after, Instant now)
            throws RuntimeFailure {
        OptionalInt pid = runtime.pid(container.id());
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong cpu = cgroups.cpuNanos(pid.getAsInt());
        OptionalLong memory = cgroups.memoryBytes(pid.getAsInt());
        cpu.ifPresent(nanos -> after.put(container.id(), new Counted(nanos, now)));
        return Optional.of(new ContainerMetric(
                container.labels().get(ContainerSpec.LABEL_CONTAINER),
                cpu.isEmpty() ? null : percent(before.get(container.id()), cpu.getAsLong(), now),
                memory.isEmpty() ? null : one(memory.getAsLong() / MIB)));
    }

    /** Of one core. */
    private static @Nullable StatsSet percent(@Nullable Counted last, long cpuNanos, Instant now) {
        if (last == null || cpuNanos < last.cpuNanos() || !last.at().isBefore(now)) {
            return null;
        }
        double elapsed = Duration.between(last.at(), now).toNanos();
        return one(100 * (cpuNanos - last.cpuNanos()) / elapsed);
    }

    private static StatsSet one(double value) {
        return new StatsSet(value, value, value, 1);
    }
}
