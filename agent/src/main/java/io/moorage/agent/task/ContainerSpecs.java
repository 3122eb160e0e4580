package io.moorage.agent.task;

import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerSpec.Bind;
import io.moorage.agent.runtime.ContainerSpec.Port;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.DockerConfig;
import io.moorage.agentwire.acs.MountPoint;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumeFrom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the runtime is asked for, from what the control plane sent: the container's path and the instance's meet here. */
public final class ContainerSpecs {
    private ContainerSpecs() {}

    /** @param sources by volume name, all of them, since registration made sure that each mount point names one */
    public static ContainerSpec of(TaskPayload task, ContainerPayload container, Map<String, String> sources) {
        DockerConfig docker = container.dockerConfig();
        String networkMode = task.networkMode() == null || task.networkMode().isEmpty() ? "bridge" : task.networkMode();
        return new ContainerSpec(
                name(task, container.name()),
                container.image(),
                container.command(),
                container.entryPoint(),
                environment(task, container),
                labels(task, container),
                binds(container, sources),
                networkMode.equals("bridge") ? ports(container) : List.of(),
                container.links().stream().map(link -> link(task, link)).toList(),
                container.volumesFrom().stream()
                        .map(from -> volumesFrom(task, from))
                        .toList(),
                container.memory() == null ? 0 : container.memory(),
                container.cpu() == null ? 0 : container.cpu(),
                networkMode,
                docker == null || docker.config() == null ? "" : docker.config(),
                docker == null || docker.hostConfig() == null ? "" : docker.hostConfig());
    }

    /** The same for the same task, so that creating twice meets the first. */
    static String name(TaskPayload task, String container) {
        String id = task.arn().substring(task.arn().lastIndexOf('/') + 1);
        String raw = "ecs-" + task.family() + "-" + task.version() + "-" + container + "-" + id;
        return raw.replaceAll("[^a-zA-Z0-9_.-]", "-");
    }

    /** AWS's SDKs find the role's credentials by it (ECS developer guide, "IAM roles for tasks"). */
    private static Map<String, String> environment(TaskPayload task, ContainerPayload container) {
        Map<String, String> environment = new LinkedHashMap<>(container.environment());
        TaskCredentials.path(task)
                .ifPresent(path -> environment.putIfAbsent("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", path));
        return environment;
    }

    private static Map<String, String> labels(TaskPayload task, ContainerPayload container) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(ContainerSpec.LABEL_TASK, task.arn());
        labels.put(ContainerSpec.LABEL_CONTAINER, container.name());
        labels.put(ContainerSpec.LABEL_CLUSTER, text(task.taskClusterArn()));
        labels.put(ContainerSpec.LABEL_FAMILY, text(task.family()));
        labels.put(ContainerSpec.LABEL_VERSION, text(task.version()));
        return labels;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static List<Bind> binds(ContainerPayload container, Map<String, String> sources) {
        List<Bind> binds = new ArrayList<>();
        for (MountPoint mount : container.mountPoints()) {
            String source = sources.get(mount.sourceVolume());
            if (source == null) {
                throw new IllegalStateException("no volume " + mount.sourceVolume() + " was prepared");
            }
            binds.add(new Bind(source, mount.containerPath(), Boolean.TRUE.equals(mount.readOnly())));
        }
        return List.copyOf(binds);
    }

    private static List<Port> ports(ContainerPayload container) {
        return container.portMappings().stream()
                .map(mapping -> new Port(
                        mapping.containerPort(),
                        mapping.hostPort() == null ? 0 : mapping.hostPort(),
                        mapping.protocol() == null || mapping.protocol().isEmpty() ? "tcp" : mapping.protocol()))
                .toList();
    }

    private static String link(TaskPayload task, String link) {
        String[] parts = link.split(":", 2);
        return name(task, parts[0]) + ":" + (parts.length == 2 ? parts[1] : parts[0]);
    }

    private static String volumesFrom(TaskPayload task, VolumeFrom from) {
        return name(task, from.sourceContainer()) + (Boolean.TRUE.equals(from.readOnly()) ? ":ro" : ":rw");
    }
}
