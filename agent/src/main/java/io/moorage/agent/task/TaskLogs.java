package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerSpec.LogDriver;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where what containers write is sent to, when that is not for the container runtime to do. */
public interface TaskLogs {
    /**
     * Makes the container's stream, and says where the runtime keeps what it writes meanwhile; empty for a container whose logs
     * are the runtime's matter.
     *
     * @param secrets values by {@code valueFrom}
     * @throws Secrets.Refused when there will be no stream: the task's reason, in ECS's words
     * @throws IOException when there can be none at present
     */
    Optional<LogDriver> prepare(TaskPayload task, ContainerPayload container, Map<String, String> secrets)
            throws Secrets.Refused, IOException;

    /** Sends on what the container writes until it ends; does nothing while it does so, or when there is no more. */
    void follow(TaskPayload task, ContainerPayload container, String containerId, boolean running);

    /** Returns when what the task's containers wrote was sent, or after {@code bound}; forgets them then. */
    void drain(TaskPayload task, Duration bound);
}
