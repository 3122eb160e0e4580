package io.moorage.ecs.agent;

import io.moorage.agentwire.acs.ContainerDependency;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.ElasticNetworkInterface;
import io.moorage.agentwire.acs.EnvironmentFilePayload;
import io.moorage.agentwire.acs.MountPoint;
import io.moorage.agentwire.acs.PortMapping;
import io.moorage.agentwire.acs.RestartPolicyPayload;
import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.agentwire.acs.SecretPayload;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumeFrom;
import io.moorage.agentwire.acs.VolumePayload;
import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.ContainerDefinition.KeyValuePair;
import io.moorage.model.ecs.DockerOptions.LogConfiguration;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.EfsVolume;
import io.moorage.model.ecs.RestartPolicy;
import io.moorage.model.ecs.SecretReference;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskContainer;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task and its definition as an agent reads them; overrides are merged here, since an agent takes only {@code command}. */
final class AssignmentBuilder {
    private static final double CPU_UNITS = 1024;

    /** What a task's own credentials are, where it has roles. */
    record Roles(@Nullable RoleCredentials task, @Nullable RoleCredentials execution) {}

    /** @param peer whose agent is to run it */
    static TaskPayload run(Task task, TaskDefinition definition, AgentSession.Peer peer, EcsArns arns, Roles roles) {
        return new TaskPayload(
                task.arn(),
                peer.clusterArn(),
                definition.family(),
                Integer.toString(definition.revision()),
                TaskPayload.RUNNING,
                "{}",
                definition.networkMode().name(),
                definition.pidMode().orElse(null),
                definition.ipcMode().orElse(null),
                peer.launchType(),
                task.overrides()
                        .cpu()
                        .or(definition::cpu)
                        .map(units -> units / CPU_UNITS)
                        .orElse(null),
                task.overrides().memory().or(definition::memory).orElse(null),
                task.serviceArn().isEmpty() ? null : EcsArns.lastPart(task.serviceArn()),
                roles.task,
                roles.execution,
                definition.volumes().stream().map(AssignmentBuilder::volume).toList(),
                definition.containers(task.overrides()).stream()
                        .map(each -> container(task, definition, each, arns, roles))
                        .toList(),
                interfaces(task, arns));
    }

    /** Of a task in network mode {@code awsvpc}. */
    static List<ElasticNetworkInterface> interfaces(Task task, EcsArns arns) {
        return task.networkInterface().stream()
                .map(each -> new ElasticNetworkInterface(
                        each.networkInterfaceId(),
                        each.macAddress(),
                        arns.attachment(task.clusterName(), each.attachmentId()),
                        List.of(new ElasticNetworkInterface.Ipv4Address(true, each.privateAddress())),
                        List.of(),
                        List.of(),
                        List.of(),
                        each.privateDnsName(arns),
                        each.subnetGateway() + "/" + each.prefixLength()))
                .toList();
    }

    private static ContainerPayload container(
            Task task, TaskDefinition definition, ContainerDefinition container, EcsArns arns, Roles roles) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (KeyValuePair pair : container.environment()) {
            environment.put(pair.name(), pair.value());
        }
        return new ContainerPayload(
                container.name(),
                task.containers().stream()
                        .filter(each -> each.name().equals(container.name()))
                        .map(TaskContainer::containerArn)
                        .findFirst()
                        .orElse(null),
                container.image(),
                container.essential(),
                container.cpu(),
                container.memory().orElse(0),
                container.command(),
                container.entryPoint(),
                environment,
                "{}",
                container.portMappings().stream().map(AssignmentBuilder::port).toList(),
                container.mountPoints().stream()
                        .map(each -> new MountPoint(each.sourceVolume(), each.containerPath(), each.readOnly()))
                        .toList(),
                container.volumesFrom().stream()
                        .map(each -> new VolumeFrom(each.sourceContainer(), each.readOnly()))
                        .toList(),
                container.links(),
                DockerConfigs.of(container, definition.networkMode(), task.id()),
                container.healthCheck().isPresent() ? "docker" : null,
                container.dependsOn().stream()
                        .map(each -> new ContainerDependency(
                                each.containerName(), each.condition().name()))
                        .toList(),
                container.startTimeout().orElse(null),
                container.stopTimeout().orElse(null),
                secrets(container, arns.region()),
                container.environmentFiles().stream()
                        .map(each -> new EnvironmentFilePayload(each.value(), EnvironmentFilePayload.S3))
                        .toList(),
                writesLogs(container) && roles.execution != null ? "EXECUTION_ROLE" : null,
                container
                        .restartPolicy()
                        .filter(RestartPolicy::enabled)
                        .map(each -> new RestartPolicyPayload(true, each.ignoredExitCodes(), each.attemptPeriod()))
                        .orElse(null));
    }

    private static PortMapping port(io.moorage.model.ecs.PortMapping port) {
        return port.containerPortRange()
                .map(range -> new PortMapping(null, null, port.protocol(), range))
                .orElseGet(() -> new PortMapping(port.containerPort(), port.hostPort(), port.protocol(), null));
    }

    private static boolean writesLogs(ContainerDefinition container) {
        return container
                .docker()
                .logConfiguration()
                .filter(log -> log.logDriver().equals(LogConfiguration.AWSLOGS))
                .isPresent();
    }

    private static List<SecretPayload> secrets(ContainerDefinition container, String region) {
        List<SecretPayload> all = new ArrayList<>();
        container.secrets().forEach(each -> all.add(secret(each, region, SecretPayload.CONTAINER)));
        container.docker().logConfiguration().ifPresent(log -> log.secretOptions()
                .forEach(each -> all.add(secret(each, region, SecretPayload.LOG_DRIVER))));
        return all;
    }

    private static SecretPayload secret(SecretReference reference, String region, String target) {
        return new SecretPayload(
                reference.name(), reference.valueFrom(), region, "ENVIRONMENT_VARIABLE", "ssm", target);
    }

    private static VolumePayload volume(Volume volume) {
        if (volume.efs().isPresent()) {
            return new VolumePayload(
                    volume.name(), "efs", null, null, efs(volume.efs().get()));
        }
        if (volume.docker().isPresent()) {
            Volume.DockerVolume docker = volume.docker().get();
            return new VolumePayload(
                    volume.name(),
                    "docker",
                    null,
                    new VolumePayload.DockerVolumeConfiguration(
                            docker.scope(),
                            docker.autoprovision(),
                            docker.driver().orElse("local"),
                            docker.driverOpts(),
                            docker.labels()),
                    null);
        }
        return new VolumePayload(
                volume.name(),
                "host",
                new VolumePayload.HostVolume(volume.hostSourcePath().orElse(null)),
                null,
                null);
    }

    private static VolumePayload.EfsVolumeConfiguration efs(EfsVolume efs) {
        boolean authorised = efs.accessPointId().isPresent() || efs.iam();
        return new VolumePayload.EfsVolumeConfiguration(
                efs.fileSystemId(),
                efs.rootDirectory(),
                efs.transitEncryption() ? "ENABLED" : "DISABLED",
                efs.transitEncryptionPort().orElse(null),
                authorised
                        ? new VolumePayload.AuthorizationConfig(
                                efs.accessPointId().orElse(null), efs.iam() ? "ENABLED" : "DISABLED")
                        : null);
    }

    /** The images a definition needs. */
    static List<String> images(TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .map(ContainerDefinition::image)
                .distinct()
                .toList();
    }

    private AssignmentBuilder() {}
}
