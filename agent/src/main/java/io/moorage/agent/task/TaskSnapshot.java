package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.task.TaskView.Reported;
import io.moorage.agentwire.acs.TaskPayload;
import java.util.Map;

/**
 * A task at one moment, for its metadata.
 *
 * @param toStop it is to stop
 * @param containers by name, as the runtime shows them
 * @param restarts by name of the container
 */
public record TaskSnapshot(
        TaskPayload payload,
        boolean toStop,
        Reported reported,
        TaskStateChange.Pulls pulls,
        Map<String, ContainerState> containers,
        Map<String, Integer> restarts) {}
