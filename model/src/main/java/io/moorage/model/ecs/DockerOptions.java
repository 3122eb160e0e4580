package io.moorage.model.ecs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a container definition asks of the container runtime and ECS itself has no opinion on. */
public record DockerOptions(
        Optional<String> hostname,
        Optional<String> user,
        Optional<String> workingDirectory,
        boolean disableNetworking,
        boolean privileged,
        boolean readonlyRootFilesystem,
        boolean interactive,
        boolean pseudoTerminal,
        List<String> dnsServers,
        List<String> dnsSearchDomains,
        Map<String, String> extraHosts,
        List<String> dockerSecurityOptions,
        Map<String, String> dockerLabels,
        List<Ulimit> ulimits,
        Map<String, String> systemControls,
        Optional<LinuxParameters> linuxParameters,
        Optional<LogConfiguration> logConfiguration) {
    public DockerOptions {
        dnsServers = List.copyOf(dnsServers);
        dnsSearchDomains = List.copyOf(dnsSearchDomains);
        extraHosts = Map.copyOf(extraHosts);
        dockerSecurityOptions = List.copyOf(dockerSecurityOptions);
        dockerLabels = Map.copyOf(dockerLabels);
        ulimits = List.copyOf(ulimits);
        systemControls = Map.copyOf(systemControls);
    }

    public static final DockerOptions NONE = new DockerOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false,
            false,
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty());

    public record Ulimit(String name, int softLimit, int hardLimit) {}

    /**
     * Where what a container writes goes.
     *
     * @param secretOptions whose values are parameters
     */
    public record LogConfiguration(String logDriver, Map<String, String> options, List<SecretReference> secretOptions) {
        public static final String AWSLOGS = "awslogs";

        public LogConfiguration {
            options = Map.copyOf(options);
            secretOptions = List.copyOf(secretOptions);
        }
    }

    /**
     * The Linux-specific part.
     *
     * @param sharedMemorySize MiB
     * @param maxSwap MiB
     */
    public record LinuxParameters(
            List<String> capabilitiesAdd,
            List<String> capabilitiesDrop,
            List<Device> devices,
            Optional<Boolean> initProcessEnabled,
            Optional<Integer> sharedMemorySize,
            List<Tmpfs> tmpfs,
            Optional<Integer> maxSwap,
            Optional<Integer> swappiness) {
        public LinuxParameters {
            capabilitiesAdd = List.copyOf(capabilitiesAdd);
            capabilitiesDrop = List.copyOf(capabilitiesDrop);
            devices = List.copyOf(devices);
            tmpfs = List.copyOf(tmpfs);
        }
    }

    public record Device(String hostPath, Optional<String> containerPath, List<String> permissions) {
        public Device {
            permissions = List.copyOf(permissions);
        }
    }

    /** @param size MiB */
    public record Tmpfs(String containerPath, int size, List<String> mountOptions) {
        public Tmpfs {
            mountOptions = List.copyOf(mountOptions);
        }
    }
}
