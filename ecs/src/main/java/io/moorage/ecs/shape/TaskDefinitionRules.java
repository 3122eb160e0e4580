package io.moorage.ecs.shape;

import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.ContainerDependency;
import io.moorage.model.ecs.ContainerDependency.Condition;
import io.moorage.model.ecs.DockerOptions;
import io.moorage.model.ecs.DockerOptions.LinuxParameters;
import io.moorage.model.ecs.DockerOptions.LogConfiguration;
import io.moorage.model.ecs.HealthCheck;
import io.moorage.model.ecs.InvalidDefinitionException;
import io.moorage.model.ecs.PortMapping;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskDefinition.NetworkMode;
import io.moorage.model.ecs.Volume;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What ECS refuses of a new definition beyond what holds for every one there is ({@code API_RegisterTaskDefinition},
 * {@code API_ContainerDefinition}). Older definitions are not held to it.
 */
final class TaskDefinitionRules {
    /** ECS developer guide, "Task definition parameters": of a container. */
    private static final int MOST_PORTS = 100;

    private static final int MOST_CONTAINERS = 10;
    private static final int MOST_ENVIRONMENT_FILES = 10;
    private static final int SHORTEST_TIMEOUT = 2;
    private static final int MOST_SWAPPINESS = 100;
    private static final Set<String> LOG_DRIVERS =
            Set.of("json-file", "syslog", "journald", "gelf", "fluentd", LogConfiguration.AWSLOGS, "splunk");
    private static final Set<String> ULIMITS = Set.of(
            "core",
            "cpu",
            "data",
            "fsize",
            "locks",
            "memlock",
            "msgqueue",
            "nice",
            "nofile",
            "nproc",
            "rss",
            "rtprio",
            "rttime",
            "sigpending",
            "stack");
    private static final Set<String> DEVICE_PERMISSIONS = Set.of("read", "write", "mknod");

    /** @throws InvalidDefinitionException with what ECS says */
    static void check(TaskDefinition definition) {
        List<ContainerDefinition> containers = definition.containerDefinitions();
        refuse(containers.size() > MOST_CONTAINERS, "A task definition must have at most 10 containers.");
        definition
                .pidMode()
                .ifPresent(mode -> refuse(!Set.of("host", "task").contains(mode), "Invalid pidMode: " + mode));
        definition
                .ipcMode()
                .ifPresent(mode -> refuse(!Set.of("host", "task", "none").contains(mode), "Invalid ipcMode: " + mode));
        Map<String, ContainerDefinition> byName =
                containers.stream().collect(Collectors.toMap(ContainerDefinition::name, Function.identity()));
        environmentFiles(containers, definition.executionRoleArn().isPresent());
        for (ContainerDefinition container : containers) {
            timeouts(container);
            secrets(container, definition.executionRoleArn().isPresent());
            dependencies(container, byName);
            container.healthCheck().ifPresent(check -> healthCheck(container.name(), check));
            options(container.docker());
            if (definition.networkMode() == NetworkMode.awsvpc) {
                ownNetwork(container.docker());
            }
        }
        ports(definition);
        definition.volumes().forEach(TaskDefinitionRules::volume);
        memory(definition);
    }

    /** ECS developer guide, "Pass environment variables to an Amazon ECS container": "There is a limit of 10 files per task definition." */
    private static void environmentFiles(List<ContainerDefinition> containers, boolean executionRole) {
        int files = containers.stream()
                .mapToInt(each -> each.environmentFiles().size())
                .sum();
        refuse(files > MOST_ENVIRONMENT_FILES, "A task definition must have at most 10 environment files.");
        refuse(
                files > 0 && !executionRole,
                "When you are specifying environment files, you must also specify a value for 'executionRoleArn'.");
    }

    private static void timeouts(ContainerDefinition container) {
        boolean tooShort = Stream.of(container.startTimeout(), container.stopTimeout())
                .flatMap(each -> each.stream())
                .anyMatch(seconds -> seconds < SHORTEST_TIMEOUT);
        refuse(
                tooShort,
                "Invalid setting for container '" + container.name()
                        + "'. 'startTimeout' and 'stopTimeout' must be at least 2 seconds.");
    }

    private static void secrets(ContainerDefinition container, boolean executionRole) {
        boolean any = !container.secrets().isEmpty()
                || container
                        .docker()
                        .logConfiguration()
                        .filter(log -> !log.secretOptions().isEmpty())
                        .isPresent();
        refuse(
                any && !executionRole,
                "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
        Set<String> names = new HashSet<>();
        container.environment().forEach(each -> names.add(each.name()));
        container
                .secrets()
                .forEach(each -> refuse(
                        !names.add(each.name()),
                        "The secret name must be unique and not shared with any new or existing environment variables "
                                + "set on the container, such as '" + each.name() + "'."));
        Stream.concat(
                        container.secrets().stream(),
                        container.docker().logConfiguration().stream().flatMap(log -> log.secretOptions().stream()))
                .forEach(each -> refuse(
                        each.valueFrom().startsWith("arn:")
                                && !each.valueFrom().matches("arn:[a-z-]+:ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+"),
                        "Secrets of Systems Manager parameters are all that Moorage takes; invalid valueFrom: "
                                + each.valueFrom()));
    }

    /** A container that must end for others to begin cannot be essential; one that must be healthy needs a check. */
    private static void dependencies(ContainerDefinition container, Map<String, ContainerDefinition> byName) {
        for (ContainerDependency on : container.dependsOn()) {
            ContainerDefinition other = byName.get(on.containerName());
            if (other == null) {
                continue;
            }
            boolean mustEnd = on.condition() == Condition.COMPLETE || on.condition() == Condition.SUCCESS;
            refuse(
                    mustEnd && other.essential(),
                    "The dependency condition " + on.condition() + " of container '" + container.name()
                            + "' cannot be set on an essential container: '" + other.name() + "'.");
            refuse(
                    on.condition() == Condition.HEALTHY && other.healthCheck().isEmpty(),
                    "The dependency condition HEALTHY of container '" + container.name()
                            + "' requires a health check of container '" + other.name() + "'.");
        }
    }

    private static void healthCheck(String container, HealthCheck check) {
        String first = check.command().getFirst();
        refuse(
                !Set.of("CMD", "CMD-SHELL", "NONE").contains(first),
                "Invalid health check of container '" + container
                        + "': its command must start with CMD, CMD-SHELL or NONE.");
    }

    private static void options(DockerOptions options) {
        options.ulimits().forEach(each -> {
            refuse(!ULIMITS.contains(each.name()), "Invalid ulimit name: " + each.name());
            refuse(
                    each.hardLimit() >= 0 && each.softLimit() > each.hardLimit(),
                    "The soft limit of ulimit " + each.name() + " must not be greater than its hard limit.");
        });
        options.linuxParameters().ifPresent(TaskDefinitionRules::linux);
        options.logConfiguration().ifPresent(TaskDefinitionRules::log);
    }

    /** What is of a container's own network, where containers share their task's. */
    private static void ownNetwork(DockerOptions options) {
        refuse(options.hostname().isPresent(), "When networkMode=awsvpc, the hostname parameter is not supported.");
        refuse(!options.extraHosts().isEmpty(), "When networkMode=awsvpc, the extraHosts parameter is not supported.");
        refuse(
                !options.dnsServers().isEmpty() || !options.dnsSearchDomains().isEmpty(),
                "When networkMode=awsvpc, the dnsServers and dnsSearchDomains parameters are not supported.");
    }

    private static void linux(LinuxParameters linux) {
        int swappiness = linux.swappiness().orElse(0);
        refuse(swappiness < 0 || swappiness > MOST_SWAPPINESS, "The swappiness must be between 0 and 100.");
        refuse(
                linux.maxSwap().orElse(0) < 0 || linux.sharedMemorySize().orElse(0) < 0,
                "maxSwap and sharedMemorySize must not be negative.");
        linux.tmpfs()
                .forEach(each -> refuse(
                        !each.containerPath().startsWith("/") || each.size() < 1,
                        "A tmpfs needs an absolute containerPath and a size in MiB."));
        linux.devices()
                .forEach(each -> refuse(
                        each.hostPath().isEmpty() || !DEVICE_PERMISSIONS.containsAll(each.permissions()),
                        "A device needs a hostPath, and permissions out of read, write and mknod."));
    }

    private static void log(LogConfiguration log) {
        refuse(!LOG_DRIVERS.contains(log.logDriver()), "Invalid log driver: " + log.logDriver());
        if (log.logDriver().equals(LogConfiguration.AWSLOGS)) {
            String missing = Stream.of("awslogs-group", "awslogs-region")
                    .filter(Predicate.not(log.options()::containsKey))
                    .collect(Collectors.joining(", "));
            refuse(!missing.isEmpty(), "Log driver awslogs requires options: " + missing);
        }
    }

    private static void ports(TaskDefinition definition) {
        Map<String, String> taken = new HashMap<>();
        for (ContainerDefinition container : definition.containerDefinitions()) {
            refuse(
                    container.portMappings().size() > MOST_PORTS,
                    "Invalid setting for container '" + container.name()
                            + "'. A container must have at most 100 port mappings.");
            for (PortMapping mapping : container.portMappings()) {
                refuse(
                        mapping.containerPortRange().isPresent()
                                && definition.networkMode() != NetworkMode.bridge
                                && definition.networkMode() != NetworkMode.awsvpc,
                        "A containerPortRange requires the bridge or the awsvpc network mode.");
                hostPort(definition.networkMode(), mapping, container.name(), taken);
            }
        }
    }

    /** Within one task no host port leads to two containers; where they share a network, no port does. */
    private static void hostPort(NetworkMode mode, PortMapping mapping, String container, Map<String, String> taken) {
        boolean shared = mode == NetworkMode.host || mode == NetworkMode.awsvpc;
        if (!shared && mapping.hostPort() == 0) {
            return;
        }
        int[] ports = shared ? mapping.containerPorts().toArray() : new int[] {mapping.hostPort()};
        for (int port : ports) {
            String former = taken.put(port + "/" + mapping.protocol(), container);
            refuse(
                    former != null,
                    "The host port " + port + "/" + mapping.protocol() + " is mapped more than once in the task.");
        }
    }

    private static void volume(Volume volume) {
        volume.docker()
                .ifPresent(docker -> refuse(
                        !Set.of("task", "shared").contains(docker.scope()),
                        "Invalid scope of docker volume " + volume.name() + ": " + docker.scope()));
    }

    /** The containers of a task share its memory. */
    private static void memory(TaskDefinition definition) {
        long reserved = definition.containerDefinitions().stream()
                .mapToLong(each -> each.memoryReservation().orElse(0))
                .sum();
        definition
                .memory()
                .ifPresent(memory -> refuse(
                        reserved > memory,
                        "The 'memoryReservation' of all containers must not exceed the task's 'memory'."));
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new InvalidDefinitionException(message);
        }
    }

    private TaskDefinitionRules() {}
}
