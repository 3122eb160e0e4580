package io.moorage.agent.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.agent.runtime.ContainerSpec.LogDriver;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.DockerConfig;
import io.moorage.agentwire.acs.SecretPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stream that a container's lines go to (ECS developer guide, "awslogs log driver").
 *
 * @param createGroup the group is made when it is not there
 * @param firstLine with which an event begins; empty: every line is one
 */
record LogTarget(String group, String stream, boolean createGroup, Optional<Pattern> firstLine) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String AWSLOGS = "awslogs";

    /** Empty for a container with another log driver; a {@link java.util.regex.PatternSyntaxException} for a pattern that is none. */
    static Optional<LogTarget> of(TaskPayload task, ContainerPayload container, Map<String, String> secrets) {
        return asked(container)
                .filter(log -> log.path("Type").asText().equals(AWSLOGS))
                .map(log -> of(task, container, log.path("Config"), secrets));
    }

    /** A driver of the runtime's own, with the options that are secrets; empty where there are none, or for {@code awslogs}. */
    static Optional<LogDriver> withSecrets(ContainerPayload container, Map<String, String> secrets) {
        boolean any = container.secrets().stream().anyMatch(SecretPayload::forLogDriver);
        return asked(container)
                .filter(log -> any && !log.path("Type").asText().equals(AWSLOGS))
                .map(log -> {
                    Map<String, String> options = new HashMap<>();
                    log.path("Config")
                            .properties()
                            .forEach(each ->
                                    options.put(each.getKey(), each.getValue().asText()));
                    container.secrets().stream()
                            .filter(each -> each.forLogDriver() && secrets.containsKey(each.valueFrom()))
                            .forEach(each -> options.put(each.name(), secrets.get(each.valueFrom())));
                    return new LogDriver(log.path("Type").asText(), options);
                });
    }

    private static Optional<JsonNode> asked(ContainerPayload container) {
        DockerConfig docker = container.dockerConfig();
        if (docker == null || docker.hostConfig() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(docker.hostConfig()).path("LogConfig"))
                    .filter(log -> log.hasNonNull("Type"));
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
                                .map(DateTimeFormats::pattern))
                        .map(Pattern::compile));
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
