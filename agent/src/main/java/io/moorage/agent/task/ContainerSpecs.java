package io.moorage.agent.task;

import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerSpec.Bind;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.DockerConfig;
import io.moorage.agentwire.acs.MountPoint;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumeFrom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the runtime is asked for, from what the control plane sent: the container's path and the instance's meet here. */
public final class ContainerSpecs {
    private ContainerSpecs() {}

    /**
     * What the agent found out for a container before it is made.
     *
     * @param sources by volume name, all of them, since registration made sure that each mount point names one
     * @param secrets values by {@code valueFrom}
     * @param environmentFiles variables of each by its ARN
     * @param logDriver in place of the one asked for
     */
    public record Found(
            Map<String, String> sources,
            Map<String, String> secrets,
            Map<String, Map<String, String>> environmentFiles,
            Optional<ContainerSpec.LogDriver> logDriver) {}

    public static ContainerSpec of(TaskPayload task, ContainerPayload container, Found found) {
        DockerConfig docker = container.dockerConfig();
        String networkMode = networkMode(task);
        return new ContainerSpec(
                name(task, container.name()),
                container.image(),
                container.command(),
                container.entryPoint(),
                environment(task, container, found),
                labels(task, container),
                binds(container, found.sources),
                networkMode.equals("bridge") ? Ports.of(container) : List.of(),
                container.links().stream().map(link -> link(task, link)).toList(),
                container.volumesFrom().stream()
                        .map(from -> volumesFrom(task, from))
                        .toList(),
                memory(task, container),
                container.cpu() == null ? 0 : container.cpu(),
                networkMode,
                shared(task, task.pidMode()),
                shared(task, task.ipcMode()),
                found.logDriver,
                docker == null || docker.config() == null ? "" : docker.config(),
                docker == null || docker.hostConfig() == null ? "" : docker.hostConfig());
    }

    /** A container without a limit of its own has its task's. */
    private static int memory(TaskPayload task, ContainerPayload container) {
        if (container.memory() != null && container.memory() > 0) {
            return container.memory();
        }
        return task.memory() == null ? 0 : task.memory();
    }

    /** A task with an interface of its own has it in the namespace that its pause container keeps. */
    private static String networkMode(TaskPayload task) {
        String mode = task.networkMode() == null || task.networkMode().isEmpty() ? "bridge" : task.networkMode();
        return mode.equals("awsvpc") ? pause(task) : mode;
    }

    private static String shared(TaskPayload task, @Nullable String mode) {
        if (mode == null) {
            return "";
        }
        return mode.equals("task") ? pause(task) : mode;
    }

    private static String pause(TaskPayload task) {
        return "container:" + name(task, PauseContainer.NAME);
    }

    /** The same for the same task, so that creating twice meets the first. */
    public static String name(TaskPayload task, String container) {
        String id = task.arn().substring(task.arn().lastIndexOf('/') + 1);
        String raw = "ecs-" + task.family() + "-" + task.version() + "-" + container + "-" + id;
        return raw.replaceAll("[^a-zA-Z0-9_.-]", "-");
    }

    /** AWS's SDKs find the role's credentials by it (ECS developer guide, "IAM roles for tasks"). */
    private static Map<String, String> environment(TaskPayload task, ContainerPayload container, Found found) {
        Map<String, String> environment = new LinkedHashMap<>(container.environment());
        container.secrets().stream()
                .filter(each -> !each.forLogDriver() && found.secrets.containsKey(each.valueFrom()))
                .forEach(each -> environment.put(each.name(), found.secrets.get(each.valueFrom())));
        container.environmentFiles().forEach(each -> found.environmentFiles
                .getOrDefault(each.value(), Map.of())
                .forEach(environment::putIfAbsent));
        environment.putAll(MetadataPaths.environment(task, container));
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

    private static String link(TaskPayload task, String link) {
        String[] parts = link.split(":", 2);
        return name(task, parts[0]) + ":" + (parts.length == 2 ? parts[1] : parts[0]);
    }

    private static String volumesFrom(TaskPayload task, VolumeFrom from) {
        return name(task, from.sourceContainer()) + (Boolean.TRUE.equals(from.readOnly()) ? ":ro" : ":rw");
    }
}
