package io.moorage.ecs.agent;

import io.moorage.agentwire.acs.ContainerDependency;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.MountPoint;
import io.moorage.agentwire.acs.PortMapping;
import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumeFrom;
import io.moorage.agentwire.acs.VolumePayload;
import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.ContainerDefinition.KeyValuePair;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.EfsVolume;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskContainer;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride.ContainerOverride;
import io.moorage.model.ecs.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task and its definition as an agent reads them; overrides are merged here, since an agent takes only {@code command}. */
final class AssignmentBuilder {
    private static final double CPU_UNITS = 1024;

    /** @param clusterArn of the task's cluster */
    static TaskPayload run(
            Task task,
            TaskDefinition definition,
            String clusterArn,
            @Nullable RoleCredentials taskRole,
            @Nullable RoleCredentials executionRole) {
        return new TaskPayload(
                task.arn(),
                clusterArn,
                definition.family(),
                Integer.toString(definition.revision()),
                TaskPayload.RUNNING,
                "{}",
                definition.networkMode().name(),
                null,
                null,
                "EC2",
                definition.cpu().map(units -> units / CPU_UNITS).orElse(null),
                definition.memory().orElse(null),
                task.serviceArn().isEmpty() ? null : EcsArns.lastPart(task.serviceArn()),
                taskRole,
                executionRole,
                definition.volumes().stream().map(AssignmentBuilder::volume).toList(),
                definition.containerDefinitions().stream()
                        .map(each -> container(task, definition, each))
                        .toList());
    }

    private static ContainerPayload container(Task task, TaskDefinition definition, ContainerDefinition container) {
        Optional<ContainerOverride> override = task.overrides().container(container.name());
        Map<String, String> environment = new LinkedHashMap<>();
        for (KeyValuePair pair : container.environment()) {
            environment.put(pair.name(), pair.value());
        }
        override.ifPresent(each -> each.environment().forEach(pair -> environment.put(pair.name(), pair.value())));
        return new ContainerPayload(
                container.name(),
                task.containers().stream()
                        .filter(each -> each.name().equals(container.name()))
                        .map(TaskContainer::containerArn)
                        .findFirst()
                        .orElse(null),
                container.image(),
                container.essential(),
                override.flatMap(ContainerOverride::cpu).orElse(container.cpu()),
                override.flatMap(ContainerOverride::memory)
                        .or(container::memory)
                        .orElse(0),
                override.flatMap(ContainerOverride::command).orElse(container.command()),
                container.entryPoint(),
                environment,
                "{}",
                container.portMappings().stream()
                        .map(each -> new PortMapping(each.containerPort(), each.hostPort(), each.protocol()))
                        .toList(),
                container.mountPoints().stream()
                        .map(each -> new MountPoint(each.sourceVolume(), each.containerPath(), each.readOnly()))
                        .toList(),
                container.volumesFrom().stream()
                        .map(each -> new VolumeFrom(each.sourceContainer(), each.readOnly()))
                        .toList(),
                container.links(),
                DockerConfigs.of(container, definition.networkMode()),
                container.healthCheck().isPresent() ? "docker" : null,
                container.dependsOn().stream()
                        .map(each -> new ContainerDependency(
                                each.containerName(), each.condition().name()))
                        .toList(),
                container.startTimeout().orElse(null),
                container.stopTimeout().orElse(null));
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
