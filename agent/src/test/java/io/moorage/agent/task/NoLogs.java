package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerSpec.LogDriver;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What containers write is nobody's matter. */
final class NoLogs implements TaskLogs {
    @Override
    public Optional<LogDriver> prepare(TaskPayload task, ContainerPayload container, Map<String, String> secrets) {
        return Optional.empty();
    }

    @Override
    public void follow(TaskPayload task, ContainerPayload container, String containerId, boolean running) {}

    @Override
    public void drain(TaskPayload task, Duration bound) {}
}
