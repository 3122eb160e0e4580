package io.moorage.model.ecs;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * A revision of a family; immutable but for its status.
 *
 * <p>Invariants, checked once here: container and volume names are unique, each mount point names a declared volume, links, volumesFrom
 * and dependencies name containers of the task, one container is essential, memory is given for the task or each container.
 *
 * @param pidMode {@code host} or {@code task}; empty: each container has processes of its own
 * @param ipcMode {@code host}, {@code task} or {@code none}; empty: as the container runtime has it
 * @param cpu of the whole task, units; empty: the sum of its containers'
 * @param memory of the whole task, MiB
 */
public record TaskDefinition(
        String arn,
        String family,
        int revision,
        Status status,
        NetworkMode networkMode,
        boolean networkModeGiven,
        Optional<String> pidMode,
        Optional<String> ipcMode,
        Optional<String> taskRoleArn,
        Optional<String> executionRoleArn,
        Optional<Integer> cpu,
        Optional<Integer> memory,
        List<ContainerDefinition> containerDefinitions,
        List<Volume> volumes,
        List<PlacementConstraint> placementConstraints,
        List<String> requiresCompatibilities,
        Optional<String> runtimeCpuArchitecture,
        Optional<String> runtimeOperatingSystemFamily,
        Instant registeredAt,
        Optional<Instant> deregisteredAt,
        Optional<Instant> deleteRequestedAt,
        String registeredBy,
        Map<String, String> tags) {
    public TaskDefinition {
        containerDefinitions = List.copyOf(containerDefinitions);
        volumes = List.copyOf(volumes);
        placementConstraints = List.copyOf(placementConstraints);
        requiresCompatibilities = List.copyOf(requiresCompatibilities);
        tags = Map.copyOf(tags);
        check(family, containerDefinitions, volumes, memory, networkMode);
    }

    public enum Status {
        ACTIVE,
        INACTIVE,
        DELETE_IN_PROGRESS
    }

    public enum NetworkMode {
        bridge,
        host,
        none,
        awsvpc
    }

    /** The key, {@code family:revision}. */
    public String key() {
        return family + ":" + revision;
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    public TaskDefinition deregistered(Instant now) {
        return in(Status.INACTIVE, Optional.of(now), deleteRequestedAt);
    }

    /** Nothing new starts from it, and it goes once nothing that runs has it. */
    public TaskDefinition deleting(Instant now) {
        return in(Status.DELETE_IN_PROGRESS, deregisteredAt, Optional.of(now));
    }

    private TaskDefinition in(Status next, Optional<Instant> deregistered, Optional<Instant> deleteRequested) {
        return new TaskDefinition(
                arn,
                family,
                revision,
                next,
                networkMode,
                networkModeGiven,
                pidMode,
                ipcMode,
                taskRoleArn,
                executionRoleArn,
                cpu,
                memory,
                containerDefinitions,
                volumes,
                placementConstraints,
                requiresCompatibilities,
                runtimeCpuArchitecture,
                runtimeOperatingSystemFamily,
                registeredAt,
                deregistered,
                deleteRequested,
                registeredBy,
                tags);
    }

    public TaskDefinition withTags(Map<String, String> newTags) {
        return new TaskDefinition(
                arn,
                family,
                revision,
                status,
                networkMode,
                networkModeGiven,
                pidMode,
                ipcMode,
                taskRoleArn,
                executionRoleArn,
                cpu,
                memory,
                containerDefinitions,
                volumes,
                placementConstraints,
                requiresCompatibilities,
                runtimeCpuArchitecture,
                runtimeOperatingSystemFamily,
                registeredAt,
                deregisteredAt,
                deleteRequestedAt,
                registeredBy,
                newTags);
    }

    /** What one task of it takes from its instance. */
    public Resources demand(TaskOverride overrides) {
        List<ContainerDefinition> containers = containers(overrides);
        int containersCpu = sum(containers, ContainerDefinition::cpu);
        int containersMemory = sum(containers, ContainerDefinition::memoryToReserve);
        return new Resources(
                overrides.cpu().or(() -> cpu).orElse(containersCpu),
                overrides.memory().or(() -> memory).orElse(containersMemory),
                hostPorts("tcp"),
                hostPorts("udp"));
    }

    /** More than any instance has, where it is more than an int holds. */
    private static int sum(List<ContainerDefinition> containers, ToLongFunction<ContainerDefinition> of) {
        return Math.clamp(containers.stream().mapToLong(of).sum(), 0, Integer.MAX_VALUE);
    }

    /** Its containers as they are for one task. */
    public List<ContainerDefinition> containers(TaskOverride overrides) {
        return containerDefinitions.stream()
                .map(each ->
                        overrides.container(each.name()).map(each::overridden).orElse(each))
                .toList();
    }

    /** Names of the attributes that an instance must have to run it ({@code API_TaskDefinition}, requiresAttributes). */
    public List<String> requiredAttributes() {
        return RequiredAttributes.of(this);
    }

    /** Some volume that a container mounts for writing may be held by another machine too. Conservative: a host path may lie on NFS. */
    public boolean writesSharedDirectories() {
        Set<String> shared = new HashSet<>();
        volumes.stream().filter(Volume::mayBeShared).forEach(volume -> shared.add(volume.name()));
        return containerDefinitions.stream()
                .flatMap(container -> container.mountPoints().stream())
                .anyMatch(mount -> shared.contains(mount.sourceVolume()) && !mount.readOnly());
    }

    /** Tasks with an address of their own, and those without any, take no port of their instance. */
    private Set<Integer> hostPorts(String protocol) {
        Set<Integer> ports = new TreeSet<>();
        if (networkMode == NetworkMode.none || networkMode == NetworkMode.awsvpc) {
            return ports;
        }
        for (ContainerDefinition container : containerDefinitions) {
            for (PortMapping mapping : container.portMappings()) {
                if (mapping.protocol().equals(protocol) && networkMode == NetworkMode.host) {
                    mapping.containerPorts().forEach(ports::add);
                } else if (mapping.protocol().equals(protocol) && mapping.hostPort() != 0) {
                    ports.add(mapping.hostPort());
                }
            }
        }
        return ports;
    }

    private static void check(
            String family,
            List<ContainerDefinition> containers,
            List<Volume> volumes,
            Optional<Integer> memory,
            NetworkMode networkMode) {
        if (!family.matches("[A-Za-z0-9_-]{1,255}")) {
            throw new InvalidDefinitionException("Family contains invalid characters.");
        }
        if (containers.isEmpty()) {
            throw new InvalidDefinitionException("Container list cannot be empty.");
        }
        if (containers.stream().noneMatch(ContainerDefinition::essential)) {
            throw new InvalidDefinitionException("A task definition must have at least one essential container.");
        }
        Set<String> volumeNames = new HashSet<>();
        for (Volume volume : volumes) {
            if (!volumeNames.add(volume.name())) {
                throw new InvalidDefinitionException("Volume names must be unique: " + volume.name());
            }
        }
        Set<String> containerNames = new HashSet<>();
        for (ContainerDefinition container : containers) {
            if (!containerNames.add(container.name())) {
                throw new InvalidDefinitionException("Container names must be unique: " + container.name());
            }
        }
        containers.forEach(container -> check(container, containerNames, volumeNames, memory, networkMode));
        Dependencies.refuseCycles(containers);
    }

    private static void check(
            ContainerDefinition container,
            Set<String> containers,
            Set<String> volumes,
            Optional<Integer> memory,
            NetworkMode networkMode) {
        if (memory.isEmpty() && container.memoryToReserve() == 0) {
            throw new InvalidDefinitionException("Invalid setting for container '" + container.name()
                    + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
        }
        if (memory.isPresent() && container.memory().orElse(0) > memory.get()) {
            throw new InvalidDefinitionException("Invalid setting for container '" + container.name()
                    + "'. Container memory must not exceed the task's memory.");
        }
        for (MountPoint mount : container.mountPoints()) {
            if (!volumes.contains(mount.sourceVolume())) {
                throw new InvalidDefinitionException("Unknown volume '" + mount.sourceVolume() + "'.");
            }
        }
        if ((networkMode == NetworkMode.host || networkMode == NetworkMode.awsvpc)
                && container.portMappings().stream()
                        .anyMatch(each -> each.hostPort() != 0 && each.hostPort() != each.containerPort())) {
            throw new InvalidDefinitionException("When networkMode=" + networkMode
                    + ", the host ports and container ports in port mappings must match.");
        }
        if (networkMode != NetworkMode.bridge && !container.links().isEmpty()) {
            throw new InvalidDefinitionException("Links are not supported when networkMode=" + networkMode + ".");
        }
        Dependencies.refuseUnknown(container, containers);
    }
}
