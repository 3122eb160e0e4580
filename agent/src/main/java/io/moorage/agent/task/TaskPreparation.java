package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerSpec.LogDriver;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.task.TaskView.Preparation;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a task needs besides volumes before its first container is made: secrets, environment files, log streams, shared namespaces. */
final class TaskPreparation {
    private final TaskPayload task;
    private final TaskTools tools;
    private final PauseContainer pause;
    private Map<String, String> secrets = Map.of();
    private Map<String, Map<String, String>> environmentFiles = Map.of();
    private final Map<String, LogDriver> logDrivers = new HashMap<>();
    private Preparation state = new Preparation.Open();

    TaskPreparation(TaskPayload task, TaskTools tools) {
        this.task = task;
        this.tools = tools;
        this.pause = new PauseContainer(tools.runtime(), tools.network());
    }

    Preparation state() {
        return state;
    }

    /** One attempt; an IOException means that another may do better. */
    void prepare() throws IOException {
        try {
            if (task.containers().stream().anyMatch(each -> !each.secrets().isEmpty())) {
                secrets = tools.secrets().read(task);
            }
            if (task.containers().stream()
                    .anyMatch(each -> !each.environmentFiles().isEmpty())) {
                environmentFiles = tools.environmentFiles().read(task);
            }
            for (ContainerPayload container : task.containers()) {
                tools.logs()
                        .prepare(task, container, secrets)
                        .ifPresent(driver -> logDrivers.put(container.name(), driver));
            }
            if (PauseContainer.isNeeded(task)) {
                pause.prepare(task);
            }
            state = new Preparation.Done();
        } catch (Secrets.Refused e) {
            state = new Preparation.Failed(String.valueOf(e.getMessage()));
        } catch (RuntimeFailure e) {
            state = new Preparation.Failed(e.reason());
        }
    }

    ContainerSpecs.Found found(ContainerPayload container, Map<String, String> sources) {
        return new ContainerSpecs.Found(
                sources, secrets, environmentFiles, Optional.ofNullable(logDrivers.get(container.name())));
    }

    void remove() throws RuntimeFailure {
        if (PauseContainer.isNeeded(task)) {
            pause.remove(task);
        }
    }
}
