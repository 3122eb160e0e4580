package io.moorage.ecs.agent;

import io.moorage.model.ecs.DockerOptions.LogConfiguration;
import java.util.HashMap;
import java.util.Map;

/** A log driver's options as Docker knows them. */
final class LogOptions {
    private static final String PREFIX = "awslogs-stream-prefix";

    /** The prefix is ECS's own: it makes the stream {@code prefix/container/task} (ECS developer guide, "awslogs log driver"). */
    static Map<String, String> of(LogConfiguration log, String container, String taskId) {
        Map<String, String> options = new HashMap<>(log.options());
        String prefix = options.remove(PREFIX);
        if (prefix != null && log.logDriver().equals(LogConfiguration.AWSLOGS)) {
            options.put("awslogs-stream", prefix + "/" + container + "/" + taskId);
        }
        return options;
    }

    private LogOptions() {}
}
