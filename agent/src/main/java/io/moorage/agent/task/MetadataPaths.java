package io.moorage.agent.task;

import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Where a container finds what is known of itself and its task (ECS developer guide, "Task metadata endpoint"). */
public final class MetadataPaths {
    private static final String BASE = "http://169.254.170.2";

    private MetadataPaths() {}

    /** The same for the same container, also to a later agent; no other task comes upon it. */
    public static String id(TaskPayload task, ContainerPayload container) {
        String seed = task.arn() + " " + container.containerArn() + " " + container.name();
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static Map<String, String> environment(TaskPayload task, ContainerPayload container) {
        String id = id(task, container);
        return Map.of(
                "ECS_CONTAINER_METADATA_URI", BASE + "/v3/" + id,
                "ECS_CONTAINER_METADATA_URI_V4", BASE + "/v4/" + id,
                "ECS_AGENT_URI", BASE + "/api/" + id);
    }
}
