package io.moorage.model.ecs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container of a task definition.
 *
 * <p>Invariant: {@code memoryReservation < memory} when both are there.
 *
 * @param cpu units, 0 when it asks for none
 * @param memory hard limit, MiB
 * @param memoryReservation soft limit, MiB
 * @param environment in the order given
 * @param environmentFiles in the order given: of a variable in several the first counts, and {@code environment} before all
 * @param startTimeout seconds
 * @param stopTimeout seconds
 */
public record ContainerDefinition(
        String name,
        String image,
        int cpu,
        Optional<Integer> memory,
        Optional<Integer> memoryReservation,
        boolean essential,
        List<String> links,
        List<PortMapping> portMappings,
        List<String> entryPoint,
        List<String> command,
        List<KeyValuePair> environment,
        List<EnvironmentFile> environmentFiles,
        List<SecretReference> secrets,
        List<MountPoint> mountPoints,
        List<VolumeFrom> volumesFrom,
        List<ContainerDependency> dependsOn,
        Optional<Integer> startTimeout,
        Optional<Integer> stopTimeout,
        Optional<HealthCheck> healthCheck,
        Optional<RestartPolicy> restartPolicy,
        DockerOptions docker) {
    /** Docker's least memory limit. */
    private static final int MINIMUM_MEMORY_MIB = 6;

    public ContainerDefinition {
        links = List.copyOf(links);
        portMappings = List.copyOf(portMappings);
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        environmentFiles = List.copyOf(environmentFiles);
        secrets = List.copyOf(secrets);
        mountPoints = List.copyOf(mountPoints);
        volumesFrom = List.copyOf(volumesFrom);
        dependsOn = List.copyOf(dependsOn);
        if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
            throw new InvalidDefinitionException("Container name is invalid: " + name);
        }
        if (image.isBlank()) {
            throw new InvalidDefinitionException("Container.image should not be null or empty.");
        }
        if (cpu < 0) {
            throw new InvalidDefinitionException(
                    "Invalid setting for container '" + name + "': 'cpu' must not be negative.");
        }
        if (memory.orElse(MINIMUM_MEMORY_MIB) < MINIMUM_MEMORY_MIB
                || memoryReservation.orElse(MINIMUM_MEMORY_MIB) < MINIMUM_MEMORY_MIB) {
            throw new InvalidDefinitionException(
                    "Invalid setting for container '" + name + "'. Memory must be at least 6 MiB.");
        }
        if (memory.isPresent() && memoryReservation.isPresent() && memoryReservation.get() >= memory.get()) {
            throw new InvalidDefinitionException("Invalid setting for container '" + name
                    + "'. The 'memory' value must be greater than 'memoryReservation'.");
        }
    }

    public record KeyValuePair(String name, String value) {}

    /** As it is for one task. */
    public ContainerDefinition overridden(TaskOverride.ContainerOverride override) {
        Map<String, KeyValuePair> variables = new LinkedHashMap<>();
        environment.forEach(each -> variables.put(each.name(), each));
        override.environment().forEach(each -> variables.put(each.name(), each));
        return new ContainerDefinition(
                name,
                image,
                override.cpu().orElse(cpu),
                override.memory().or(() -> memory),
                override.memoryReservation().or(() -> memoryReservation),
                essential,
                links,
                portMappings,
                entryPoint,
                override.command().orElse(command),
                List.copyOf(variables.values()),
                override.environmentFiles().orElse(environmentFiles),
                secrets,
                mountPoints,
                volumesFrom,
                dependsOn,
                startTimeout,
                stopTimeout,
                healthCheck,
                restartPolicy,
                docker);
    }

    /** What placement takes into account: the reservation if there is one, else the limit. */
    public int memoryToReserve() {
        return memoryReservation.or(() -> memory).orElse(0);
    }
}
