package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.ContainerDependency;
import io.moorage.awsmodels.ecs.ContainerRestartPolicy;
import io.moorage.awsmodels.ecs.Device;
import io.moorage.awsmodels.ecs.EnvironmentFile;
import io.moorage.awsmodels.ecs.EnvironmentFileType;
import io.moorage.awsmodels.ecs.HealthCheck;
import io.moorage.awsmodels.ecs.HostEntry;
import io.moorage.awsmodels.ecs.KernelCapabilities;
import io.moorage.awsmodels.ecs.KeyValuePair;
import io.moorage.awsmodels.ecs.LinuxParameters;
import io.moorage.awsmodels.ecs.LogConfiguration;
import io.moorage.awsmodels.ecs.MountPoint;
import io.moorage.awsmodels.ecs.PortMapping;
import io.moorage.awsmodels.ecs.Secret;
import io.moorage.awsmodels.ecs.SystemControl;
import io.moorage.awsmodels.ecs.Tmpfs;
import io.moorage.awsmodels.ecs.Ulimit;
import io.moorage.awsmodels.ecs.VolumeFrom;
import io.moorage.model.ecs.DockerOptions;
import io.moorage.model.ecs.SecretReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container definition as DescribeTaskDefinition shows it: lists that AWS always shows are there, others when not empty. */
final class ContainerDefinitionWriter {
    static ContainerDefinition write(io.moorage.model.ecs.ContainerDefinition container) {
        ContainerDefinition.Builder shape = ContainerDefinition.builder()
                .name(container.name())
                .image(container.image())
                .cpu(container.cpu())
                .memory(container.memory().orElse(null))
                .memoryReservation(container.memoryReservation().orElse(null))
                .essential(container.essential())
                .links(some(container.links()))
                .portMappings(container.portMappings().stream()
                        .map(ContainerDefinitionWriter::port)
                        .toList())
                .entryPoint(some(container.entryPoint()))
                .command(some(container.command()))
                .environment(container.environment().stream()
                        .map(each -> new KeyValuePair(each.name(), each.value()))
                        .toList())
                .environmentFiles(some(environmentFiles(container.environmentFiles())))
                .mountPoints(container.mountPoints().stream()
                        .map(each -> new MountPoint(each.sourceVolume(), each.containerPath(), each.readOnly()))
                        .toList())
                .volumesFrom(container.volumesFrom().stream()
                        .map(each -> new VolumeFrom(each.sourceContainer(), each.readOnly()))
                        .toList())
                .secrets(some(secrets(container.secrets())))
                .dependsOn(some(container.dependsOn().stream()
                        .map(each -> new ContainerDependency(
                                each.containerName(), each.condition().name()))
                        .toList()))
                .startTimeout(container.startTimeout().orElse(null))
                .stopTimeout(container.stopTimeout().orElse(null))
                .systemControls(entries(container.docker().systemControls()).stream()
                        .map(each -> new SystemControl(each.getKey(), each.getValue()))
                        .toList());
        container
                .healthCheck()
                .ifPresent(check -> shape.healthCheck(new HealthCheck(
                        check.command(), check.interval(), check.timeout(), check.retries(), check.startPeriod())));
        container
                .restartPolicy()
                .ifPresent(policy -> shape.restartPolicy(new ContainerRestartPolicy(
                        policy.enabled(), policy.ignoredExitCodes(), policy.attemptPeriod())));
        options(shape, container.docker());
        return shape.build();
    }

    static List<EnvironmentFile> environmentFiles(List<io.moorage.model.ecs.EnvironmentFile> files) {
        return files.stream()
                .map(each -> new EnvironmentFile(each.value(), EnvironmentFileType.S3))
                .toList();
    }

    private static PortMapping port(io.moorage.model.ecs.PortMapping port) {
        boolean range = port.containerPortRange().isPresent();
        return PortMapping.builder()
                .containerPort(range ? null : Integer.valueOf(port.containerPort()))
                .hostPort(range ? null : Integer.valueOf(port.hostPort()))
                .protocol(port.protocol())
                .containerPortRange(port.containerPortRange().orElse(null))
                .name(port.name().orElse(null))
                .appProtocol(port.appProtocol().orElse(null))
                .build();
    }

    private static List<Secret> secrets(List<SecretReference> references) {
        return references.stream()
                .map(each -> new Secret(each.name(), each.valueFrom()))
                .toList();
    }

    private static void options(ContainerDefinition.Builder shape, DockerOptions options) {
        shape.hostname(options.hostname().orElse(null))
                .user(options.user().orElse(null))
                .workingDirectory(options.workingDirectory().orElse(null))
                .disableNetworking(options.disableNetworking() ? true : null)
                .privileged(options.privileged() ? true : null)
                .readonlyRootFilesystem(options.readonlyRootFilesystem() ? true : null)
                .interactive(options.interactive() ? true : null)
                .pseudoTerminal(options.pseudoTerminal() ? true : null)
                .dnsServers(some(options.dnsServers()))
                .dnsSearchDomains(some(options.dnsSearchDomains()))
                .extraHosts(some(entries(options.extraHosts()).stream()
                        .map(each -> new HostEntry(each.getKey(), each.getValue()))
                        .toList()))
                .dockerSecurityOptions(some(options.dockerSecurityOptions()))
                .dockerLabels(options.dockerLabels().isEmpty() ? null : options.dockerLabels())
                .ulimits(some(options.ulimits().stream()
                        .map(each -> new Ulimit(each.name(), each.softLimit(), each.hardLimit()))
                        .toList()));
        options.logConfiguration()
                .ifPresent(log -> shape.logConfiguration(
                        new LogConfiguration(log.logDriver(), log.options(), secrets(log.secretOptions()))));
        options.linuxParameters().ifPresent(linux -> shape.linuxParameters(linux(linux)));
    }

    private static LinuxParameters linux(DockerOptions.LinuxParameters linux) {
        return new LinuxParameters(
                new KernelCapabilities(linux.capabilitiesAdd(), linux.capabilitiesDrop()),
                linux.devices().stream()
                        .map(each ->
                                new Device(each.hostPath(), each.containerPath().orElse(null), each.permissions()))
                        .toList(),
                linux.initProcessEnabled().orElse(null),
                linux.sharedMemorySize().orElse(null),
                linux.tmpfs().stream()
                        .map(each -> new Tmpfs(each.containerPath(), each.size(), each.mountOptions()))
                        .toList(),
                linux.maxSwap().orElse(null),
                linux.swappiness().orElse(null));
    }

    private static <T> @Nullable List<T> some(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    private static List<Map.Entry<String, String>> entries(Map<String, String> map) {
        return map.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    private ContainerDefinitionWriter() {}
}
