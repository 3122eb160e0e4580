package io.moorage.agent.logs;

import io.moorage.agent.api.Apis;
import io.moorage.agent.api.JsonApi;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerSpec.LogDriver;
import io.moorage.agent.task.ContainerSpecs;
import io.moorage.agent.task.Secrets;
import io.moorage.agent.task.TaskLogs;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.PatternSyntaxException;

/**
 * Sends what containers with the log driver {@code awslogs} write. The runtime keeps their lines in files of a bounded size
 * meanwhile: what is written while CloudWatch Logs is away is sent when it is back, as far as it is still there.
 */
public final class LogShipper implements TaskLogs {
    private static final LogDriver KEPT = new LogDriver("json-file", Map.of("max-size", "20m", "max-file", "5"));

    private final Apis apis;
    private final TaskCredentials credentials;
    private final ContainerRuntime runtime;
    private final Path positions;
    private final Map<String, LogTarget> targets = new ConcurrentHashMap<>();
    private final Map<String, LogPipe> pipes = new ConcurrentHashMap<>();

    /** @param positions a directory in which how far each container is sent outlives the agent */
    public LogShipper(Apis apis, TaskCredentials credentials, ContainerRuntime runtime, Path positions) {
        this.apis = apis;
        this.credentials = credentials;
        this.runtime = runtime;
        this.positions = positions;
    }

    @Override
    public Optional<LogDriver> prepare(TaskPayload task, ContainerPayload container, Map<String, String> secrets)
            throws Secrets.Refused, IOException {
        Optional<LogTarget> target = target(task, container, secrets);
        if (target.isEmpty()) {
            return LogTarget.withSecrets(container, secrets);
        }
        LogStreams.make(api(task), target.get());
        targets.put(ContainerSpecs.name(task, container.name()), target.get());
        return Optional.of(KEPT);
    }

    private static Optional<LogTarget> target(TaskPayload task, ContainerPayload container, Map<String, String> secrets)
            throws Secrets.Refused {
        try {
            return LogTarget.of(task, container, secrets);
        } catch (PatternSyntaxException e) {
            throw new Secrets.Refused(
                    "CannotStartContainerError: Error response from daemon: failed to initialize logging driver:"
                            + " awslogs could not parse multiline pattern key \"" + e.getPattern() + "\": "
                            + e.getDescription());
        }
    }

    private JsonApi api(TaskPayload task) {
        return apis.of(JsonApi.Service.LOGS, () -> credentials.executionRole(task));
    }

    @Override
    public void follow(TaskPayload task, ContainerPayload container, String containerId, boolean running) {
        String name = ContainerSpecs.name(task, container.name());
        LogPipe pipe = pipes.get(name);
        if (pipe == null) {
            // After the agent was restarted, options that are secrets are not known any more.
            Optional<LogTarget> target =
                    Optional.ofNullable(targets.get(name)).or(() -> LogTarget.of(task, container, Map.of()));
            if (target.isEmpty()) {
                return;
            }
            pipe = pipes.computeIfAbsent(
                    name, any -> new LogPipe(runtime, containerId, target.get(), api(task), positions.resolve(name)));
        }
        pipe.follow(running);
    }

    @Override
    public void drain(TaskPayload task, Duration bound) {
        List<Thread> draining = new ArrayList<>();
        for (ContainerPayload container : task.containers()) {
            String name = ContainerSpecs.name(task, container.name());
            targets.remove(name);
            LogPipe pipe = pipes.remove(name);
            if (pipe != null) {
                draining.add(Thread.ofPlatform().name("logs-drain").daemon().start(() -> pipe.drain(bound)));
            }
        }
        try {
            for (Thread each : draining) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
