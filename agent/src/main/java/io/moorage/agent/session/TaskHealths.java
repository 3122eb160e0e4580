package io.moorage.agent.session;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.ContainerState.Health;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agentwire.tcs.PublishHealthRequest;
import io.moorage.agentwire.tcs.PublishHealthRequest.ContainerHealth;
import io.moorage.agentwire.tcs.PublishHealthRequest.TaskHealth;
import io.moorage.agentwire.tcs.PublishMetricsRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How containers with health checks are ({@code API_HealthCheck}). Of one thread. */
public final class TaskHealths {
    private final ContainerRuntime runtime;
    private Map<String, Since> before = Map.of();

    private record Since(String status, Instant time) {}

    public TaskHealths(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    /** Empty while no container that runs has a check. */
    public Optional<PublishHealthRequest> look(
            String cluster, String containerInstanceArn, String messageId, Instant now) throws RuntimeFailure {
        Map<String, Since> after = new HashMap<>();
        Map<String, List<ContainerState>> byTask = new TreeMap<>();
        for (ContainerState container : runtime.list()) {
            String task = container.labels().get(ContainerSpec.LABEL_TASK);
            if (task != null && container.running() && container.health() != Health.NONE) {
                byTask.computeIfAbsent(task, any -> new ArrayList<>()).add(container);
            }
        }
        List<TaskHealth> tasks = new ArrayList<>();
        byTask.forEach((arn, containers) -> {
            Map<String, String> labels = containers.getFirst().labels();
            tasks.add(new TaskHealth(
                    arn,
                    labels.get(ContainerSpec.LABEL_FAMILY),
                    labels.get(ContainerSpec.LABEL_VERSION),
                    containers.stream().map(each -> health(each, after, now)).toList()));
        });
        before = after;
        return tasks.isEmpty()
                ? Optional.empty()
                : Optional.of(new PublishHealthRequest(
                        new PublishMetricsRequest.Metadata(cluster, containerInstanceArn, true, null, messageId),
                        now,
                        tasks));
    }

    private ContainerHealth health(ContainerState container, Map<String, Since> after, Instant now) {
        String status = container.health() == Health.STARTING
                ? "UNKNOWN"
                : container.health().name();
        Since known = before.get(container.id());
        Since since = known != null && known.status.equals(status) ? known : new Since(status, now);
        after.put(container.id(), since);
        return new ContainerHealth(
                container.labels().getOrDefault(ContainerSpec.LABEL_CONTAINER, ""), status, since.time);
    }
}
