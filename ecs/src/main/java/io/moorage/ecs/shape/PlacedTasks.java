package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.Task;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Optional;

/** What a task's container instance makes of it. */
public final class PlacedTasks {
    private PlacedTasks() {}

    /** With its launch type, and with its connectivity (API_Task), which is that of its instance's agent until it is stopped. */
    public static Task shown(ReadView view, Task task) {
        String arn = task.containerInstanceArn();
        return arn == null
                ? task
                : view.find(EcsTables.CONTAINER_INSTANCES, arn)
                        .map(instance -> on(instance, task))
                        .orElse(task);
    }

    private static Task on(ContainerInstance instance, Task task) {
        Task.Builder shown = task.toBuilder().launchType(LaunchTypes.of(instance));
        Instant at = task.connectivityAt();
        if (at == null || TaskStatus.STOPPED.name().equals(task.lastStatus())) {
            return shown.build();
        }
        return shown.connectivity(instance.agentConnected() ? "CONNECTED" : "DISCONNECTED")
                .connectivityAt(later(at, instance.connectedAt()))
                .build();
    }

    /** "When the task last went into CONNECTED status": with its instance again, after the agent had been away. */
    private static Instant later(Instant at, Optional<Instant> again) {
        return again.filter(at::isBefore).orElse(at);
    }
}
