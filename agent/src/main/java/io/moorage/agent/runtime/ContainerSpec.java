package io.moorage.agent.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to be made.
 *
 * @param memoryMiB hard limit; 0 for none
 * @param cpuShares 1024 to a core; 0 for the runtime's default
 * @param networkMode {@code bridge}, {@code host}, {@code none} or {@code container:NAME}
 * @param pidMode and {@code ipcMode}: {@code host}, {@code container:NAME}, or empty for the runtime's default
 * @param logDriver in place of that in {@code hostConfig}
 * @param config and {@code hostConfig}: JSON of the Docker Engine API's container create call, or empty
 */
public record ContainerSpec(
        String name,
        String image,
        List<String> command,
        List<String> entryPoint,
        Map<String, String> environment,
        Map<String, String> labels,
        List<Bind> binds,
        List<Port> ports,
        List<String> links,
        List<String> volumesFrom,
        int memoryMiB,
        int cpuShares,
        String networkMode,
        String pidMode,
        String ipcMode,
        Optional<LogDriver> logDriver,
        String config,
        String hostConfig) {
    public static final String LABEL_TASK = "com.amazonaws.ecs.task-arn";
    public static final String LABEL_CONTAINER = "com.amazonaws.ecs.container-name";
    public static final String LABEL_CLUSTER = "com.amazonaws.ecs.cluster";
    public static final String LABEL_FAMILY = "com.amazonaws.ecs.task-definition-family";
    public static final String LABEL_VERSION = "com.amazonaws.ecs.task-definition-version";

    /** Where what it writes goes. */
    public record LogDriver(String type, Map<String, String> options) {}

    /** @param source a path of the instance, or a volume's name */
    public record Bind(String source, String target, boolean readOnly) {}

    /** @param hostPort 0: the runtime picks one */
    public record Port(int containerPort, int hostPort, String protocol) {}
}
