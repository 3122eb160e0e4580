package io.moorage.model.ecs;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A revision of a family; immutable but for its status.
 *
 * <p>Invariants, checked once here: container and volume names are unique, each mount point names a declared volume, links, volumesFrom
 * and dependencies name containers of the task, one container is essential, memory is given for the task or each container.
 *
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
        INACTIVE
    }

    public enum NetworkMode {
        bridge,
        host,
        none
    }

    /** The key, {@code family:revision}. */
    public String key() {
        return family + ":" + revision;
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    public TaskDefinition deregistered(Instant now) {
        return new TaskDefinition(
                arn,
                family,
                revision,
                Status.INACTIVE,
                networkMode,
                networkModeGiven,
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
                Optional.of(now),
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
                registeredBy,
                newTags);
    }

    /** What one task of it takes from its instance. */
    public Resources demand() {
        int containersCpu =
                containerDefinitions.stream().mapToInt(ContainerDefinition::cpu).sum();
        int containersMemory = containerDefinitions.stream()
                .mapToInt(ContainerDefinition::memoryToReserve)
                .sum();
        return new Resources(
                cpu.orElse(containersCpu), memory.orElse(containersMemory), hostPorts("tcp"), hostPorts("udp"));
    }

    /** Some volume that a container mounts for writing may be held by another machine too. Conservative: a host path may lie on NFS. */
    public boolean writesSharedDirectories() {
        Set<String> shared = new HashSet<>();
        volumes.stream().filter(Volume::mayBeShared).forEach(volume -> shared.add(volume.name()));
        return containerDefinitions.stream()
                .flatMap(container -> container.mountPoints().stream())
                .anyMatch(mount -> shared.contains(mount.sourceVolume()) && !mount.readOnly());
    }

    private Set<Integer> hostPorts(String protocol) {
        Set<Integer> ports = new TreeSet<>();
        for (ContainerDefinition container : containerDefinitions) {
            for (PortMapping mapping : container.portMappings()) {
                int port = networkMode == NetworkMode.host ? mapping.containerPort() : mapping.hostPort();
                if (mapping.protocol().equals(protocol) && port != 0 && networkMode != NetworkMode.none) {
                    ports.add(port);
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
        if (networkMode == NetworkMode.host
                && container.portMappings().stream()
                        .anyMatch(each -> each.hostPort() != 0 && each.hostPort() != each.containerPort())) {
            throw new InvalidDefinitionException(
                    "When networkMode=host, the host ports and container ports in port mappings" + " must match.");
        }
        if (networkMode != NetworkMode.bridge && !container.links().isEmpty()) {
            throw new InvalidDefinitionException("Links are not supported when networkMode=" + networkMode + ".");
        }
        Dependencies.refuseUnknown(container, containers);
    }
}
