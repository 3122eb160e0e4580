package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerState;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Says of a task what SubmitTaskStateChange is told. */
final class TaskReports {
    private final TaskPayload task;
    private final TaskTools tools;
    private volatile TaskStateChange.Pulls pulls = TaskStateChange.Pulls.NONE;
    private volatile Optional<Instant> mountedAt = Optional.empty();

    TaskReports(TaskPayload task, TaskTools tools) {
        this.task = task;
        this.tools = tools;
    }

    TaskStateChange.Pulls pulls() {
        return pulls;
    }

    void pulled(Instant started, Instant stopped) {
        pulls = new TaskStateChange.Pulls(pulls.started().or(() -> Optional.of(started)), Optional.of(stopped));
    }

    /** Its network file systems are mounted; the first time counts. */
    void mounted(Instant now) {
        mountedAt = mountedAt.or(() -> Optional.of(now));
    }

    TaskStateChange change(
            String status, String reason, Map<String, ContainerState> states, Map<String, String> failures) {
        List<TaskStateChange.Container> containers = new ArrayList<>();
        for (ContainerPayload container : task.containers()) {
            ContainerState state = states.get(container.name());
            String failure = failures.getOrDefault(container.name(), "");
            if (state != null) {
                containers.add(container(container, state, failure));
            } else if (!failure.isEmpty()) {
                containers.add(new TaskStateChange.Container(
                        container.name(), "STOPPED", "", Optional.empty(), OptionalInt.empty(), failure, List.of()));
            }
        }
        return new TaskStateChange(
                task.arn(),
                status,
                reason,
                containers,
                pulls,
                status.equals("STOPPED") ? Optional.of(ended(states)) : Optional.empty(),
                mountedAt);
    }

    private TaskStateChange.Container container(ContainerPayload container, ContainerState state, String failure) {
        String outOfMemory = state.outOfMemory() ? "OutOfMemoryError: Container killed due to memory usage" : "";
        return new TaskStateChange.Container(
                container.name(),
                state.running() ? "RUNNING" : "STOPPED",
                state.id(),
                tools.runtime().digest(image(container, state)),
                state.exited() ? state.exitCode() : OptionalInt.empty(),
                failure.isEmpty() ? outOfMemory : failure,
                Ports.told(container, state.bindings()));
    }

    /** The name may lead to a newer one by now. */
    private static String image(ContainerPayload container, ContainerState state) {
        return state.details().imageId().isEmpty()
                ? container.image()
                : state.details().imageId();
    }

    /** When the last container ended; now when none ever ran. */
    private Instant ended(Map<String, ContainerState> states) {
        return states.values().stream()
                .flatMap(each -> each.details().finished().stream())
                .max(Instant::compareTo)
                .orElseGet(tools.clock()::instant);
    }
}
