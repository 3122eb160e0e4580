package io.moorage.agent.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.DockerConfig;
import io.moorage.agentwire.acs.SecretPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.util.Map;
import java.util.Optional;

/**
 * The stream that a container's lines go to (ECS developer guide, "awslogs log driver").
 *
 * @param createGroup the group is made when it is not there
 * @param firstLine with which an event begins; empty: every line is one
 */
record LogTarget(String group, String stream, boolean createGroup, Optional<String> firstLine) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty for a container with another log driver. */
    static Optional<LogTarget> of(TaskPayload task, ContainerPayload container, Map<String, String> secrets) {
        DockerConfig docker = container.dockerConfig();
        if (docker == null || docker.hostConfig() == null) {
            return Optional.empty();
        }
        try {
            JsonNode log = JSON.readTree(docker.hostConfig()).path("LogConfig");
            return log.path("Type").asText().equals("awslogs")
                    ? Optional.of(of(task, container, log.path("Config"), secrets))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static LogTarget of(
            TaskPayload task, ContainerPayload container, JsonNode options, Map<String, String> secrets) {
        String id = task.arn().substring(task.arn().lastIndexOf('/') + 1);
        // Docker names a stream for which no name is given by its container's id, which is not known yet.
        String stream = option(options, container, secrets, "awslogs-stream").orElse(container.name() + "/" + id);
        return new LogTarget(
                option(options, container, secrets, "awslogs-group").orElse(""),
                stream,
                option(options, container, secrets, "awslogs-create-group")
                        .filter("true"::equals)
                        .isPresent(),
                option(options, container, secrets, "awslogs-multiline-pattern")
                        .or(() -> option(options, container, secrets, "awslogs-datetime-format")
                                .map(DateTimeFormats::pattern)));
    }

    private static Optional<String> option(
            JsonNode options, ContainerPayload container, Map<String, String> secrets, String name) {
        return container.secrets().stream()
                .filter(SecretPayload::forLogDriver)
                .filter(each -> each.name().equals(name))
                .flatMap(each -> Optional.ofNullable(secrets.get(each.valueFrom())).stream())
                .findFirst()
                .or(() -> options.hasNonNull(name)
                        ? Optional.of(options.path(name).asText())
                        : Optional.empty());
    }
}
