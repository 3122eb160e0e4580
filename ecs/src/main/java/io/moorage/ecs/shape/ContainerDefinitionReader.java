package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.ContainerRestartPolicy;
import io.moorage.awsmodels.ecs.EnvironmentFile;
import io.moorage.awsmodels.ecs.HealthCheck;
import io.moorage.awsmodels.ecs.KernelCapabilities;
import io.moorage.awsmodels.ecs.LinuxParameters;
import io.moorage.awsmodels.ecs.LogConfiguration;
import io.moorage.awsmodels.ecs.Secret;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.ContainerDependency;
import io.moorage.model.ecs.DockerOptions;
import io.moorage.model.ecs.InvalidDefinitionException;
import io.moorage.model.ecs.MountPoint;
import io.moorage.model.ecs.PortMapping;
import io.moorage.model.ecs.RestartPolicy;
import io.moorage.model.ecs.SecretReference;
import io.moorage.model.ecs.VolumeFrom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code API_ContainerDefinition}: its defaults, its meaning, and what Moorage cannot do. */
final class ContainerDefinitionReader {
    static io.moorage.model.ecs.ContainerDefinition read(ContainerDefinition shape) {
        refuseUnsupported(shape);
        return new io.moorage.model.ecs.ContainerDefinition(
                text(shape.name(), "Container.name should not be null or empty."),
                text(shape.image(), "Container.image should not be null or empty."),
                shape.cpu() == null ? 0 : shape.cpu(),
                Optional.ofNullable(shape.memory()),
                Optional.ofNullable(shape.memoryReservation()),
                shape.essential() == null || shape.essential(),
                shape.links(),
                shape.portMappings().stream()
                        .map(ContainerDefinitionReader::port)
                        .toList(),
                shape.entryPoint(),
                shape.command(),
                shape.environment().stream()
                        .map(each -> new io.moorage.model.ecs.ContainerDefinition.KeyValuePair(
                                text(each.name(), "Environment variable names must not be empty."),
                                orEmpty(each.value())))
                        .toList(),
                environmentFiles(shape.environmentFiles()),
                shape.secrets().stream().map(ContainerDefinitionReader::secret).toList(),
                shape.mountPoints().stream()
                        .map(each -> new MountPoint(
                                orEmpty(each.sourceVolume()), orEmpty(each.containerPath()), isTrue(each.readOnly())))
                        .toList(),
                shape.volumesFrom().stream()
                        .map(each -> new VolumeFrom(orEmpty(each.sourceContainer()), isTrue(each.readOnly())))
                        .toList(),
                shape.dependsOn().stream()
                        .map(each -> new ContainerDependency(
                                each.containerName(), ContainerDependency.Condition.valueOf(each.condition())))
                        .toList(),
                Optional.ofNullable(shape.startTimeout()),
                Optional.ofNullable(shape.stopTimeout()),
                Optional.ofNullable(shape.healthCheck()).map(ContainerDefinitionReader::health),
                Optional.ofNullable(shape.restartPolicy()).map(ContainerDefinitionReader::restart),
                docker(shape));
    }

    private static void refuseUnsupported(ContainerDefinition shape) {
        refuse(shape.repositoryCredentials() != null, "repositoryCredentials");
        refuse(!shape.resourceRequirements().isEmpty(), "resourceRequirements");
        refuse(shape.firelensConfiguration() != null, "firelensConfiguration");
        refuse(!shape.credentialSpecs().isEmpty(), "credentialSpecs");
        refuse(
                shape.logConfiguration() != null
                        && shape.logConfiguration().logDriver().equals("awsfirelens"),
                "logConfiguration.logDriver awsfirelens");
    }

    private static void refuse(boolean given, String member) {
        if (given) {
            throw EcsErrors.unsupported("The container definition member '" + member + "'");
        }
    }

    /** @throws InvalidDefinitionException when one of them is no object of S3 */
    static List<io.moorage.model.ecs.EnvironmentFile> environmentFiles(List<EnvironmentFile> shapes) {
        return shapes.stream()
                .map(each -> new io.moorage.model.ecs.EnvironmentFile(each.value()))
                .toList();
    }

    private static PortMapping port(io.moorage.awsmodels.ecs.PortMapping shape) {
        return new PortMapping(
                shape.containerPort() == null ? 0 : shape.containerPort(),
                shape.hostPort() == null ? 0 : shape.hostPort(),
                shape.protocol() == null ? "tcp" : shape.protocol(),
                Optional.ofNullable(shape.containerPortRange()),
                Optional.ofNullable(shape.name()),
                Optional.ofNullable(shape.appProtocol()));
    }

    private static SecretReference secret(Secret shape) {
        return new SecretReference(shape.name(), shape.valueFrom());
    }

    private static RestartPolicy restart(ContainerRestartPolicy shape) {
        return new RestartPolicy(
                shape.enabled(),
                shape.ignoredExitCodes(),
                shape.restartAttemptPeriod() == null
                        ? RestartPolicy.DEFAULT_ATTEMPT_PERIOD
                        : shape.restartAttemptPeriod());
    }

    private static io.moorage.model.ecs.HealthCheck health(HealthCheck shape) {
        int interval = shape.interval() == null ? 30 : shape.interval();
        int timeout = shape.timeout() == null ? 5 : shape.timeout();
        int retries = shape.retries() == null ? 3 : shape.retries();
        int startPeriod = shape.startPeriod() == null ? 0 : shape.startPeriod();
        if (interval < 5 || interval > 300 || timeout < 2 || timeout > 60 || retries < 1 || retries > 10) {
            throw new InvalidDefinitionException(
                    "Container health check interval must be 5 to 300 seconds, timeout 2 to 60"
                            + " seconds, and retries 1 to 10.");
        }
        if (startPeriod < 0 || startPeriod > 300) {
            throw new InvalidDefinitionException("Container health check startPeriod must be 0 to 300 seconds.");
        }
        return new io.moorage.model.ecs.HealthCheck(shape.command(), interval, timeout, retries, startPeriod);
    }

    private static DockerOptions docker(ContainerDefinition shape) {
        Map<String, String> hosts = new HashMap<>();
        shape.extraHosts().forEach(each -> hosts.put(each.hostname(), each.ipAddress()));
        Map<String, String> controls = new HashMap<>();
        shape.systemControls().forEach(each -> controls.put(orEmpty(each.namespace()), orEmpty(each.value())));
        return new DockerOptions(
                Optional.ofNullable(shape.hostname()),
                Optional.ofNullable(shape.user()),
                Optional.ofNullable(shape.workingDirectory()),
                isTrue(shape.disableNetworking()),
                isTrue(shape.privileged()),
                isTrue(shape.readonlyRootFilesystem()),
                isTrue(shape.interactive()),
                isTrue(shape.pseudoTerminal()),
                shape.dnsServers(),
                shape.dnsSearchDomains(),
                hosts,
                shape.dockerSecurityOptions(),
                shape.dockerLabels(),
                shape.ulimits().stream()
                        .map(each -> new DockerOptions.Ulimit(each.name(), each.softLimit(), each.hardLimit()))
                        .toList(),
                controls,
                Optional.ofNullable(shape.linuxParameters()).map(ContainerDefinitionReader::linux),
                Optional.ofNullable(shape.logConfiguration()).map(ContainerDefinitionReader::log));
    }

    private static DockerOptions.LogConfiguration log(LogConfiguration shape) {
        return new DockerOptions.LogConfiguration(
                shape.logDriver(),
                shape.options(),
                shape.secretOptions().stream()
                        .map(ContainerDefinitionReader::secret)
                        .toList());
    }

    private static DockerOptions.LinuxParameters linux(LinuxParameters shape) {
        KernelCapabilities capabilities =
                shape.capabilities() == null ? new KernelCapabilities(List.of(), List.of()) : shape.capabilities();
        return new DockerOptions.LinuxParameters(
                capabilities.add(),
                capabilities.drop(),
                shape.devices().stream()
                        .map(each -> new DockerOptions.Device(
                                each.hostPath(), Optional.ofNullable(each.containerPath()), each.permissions()))
                        .toList(),
                Optional.ofNullable(shape.initProcessEnabled()),
                Optional.ofNullable(shape.sharedMemorySize()),
                shape.tmpfs().stream()
                        .map(each -> new DockerOptions.Tmpfs(each.containerPath(), each.size(), each.mountOptions()))
                        .toList(),
                Optional.ofNullable(shape.maxSwap()),
                Optional.ofNullable(shape.swappiness()));
    }

    private static String text(@Nullable String value, String otherwise) {
        if (value == null || value.isEmpty()) {
            throw new InvalidDefinitionException(otherwise);
        }
        return value;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return value != null && value;
    }

    private ContainerDefinitionReader() {}
}
