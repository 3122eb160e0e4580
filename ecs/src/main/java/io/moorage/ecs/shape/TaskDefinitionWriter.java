package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.DockerVolumeConfiguration;
import io.moorage.awsmodels.ecs.EFSAuthorizationConfig;
import io.moorage.awsmodels.ecs.EFSVolumeConfiguration;
import io.moorage.awsmodels.ecs.HostVolumeProperties;
import io.moorage.awsmodels.ecs.RuntimePlatform;
import io.moorage.awsmodels.ecs.TaskDefinition;
import io.moorage.awsmodels.ecs.TaskDefinitionPlacementConstraint;
import io.moorage.awsmodels.ecs.Volume;
import io.moorage.model.ecs.EfsVolume;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition as DescribeTaskDefinition shows it. */
public final class TaskDefinitionWriter {
    public static TaskDefinition write(io.moorage.model.ecs.TaskDefinition definition) {
        return TaskDefinition.builder()
                .taskDefinitionArn(definition.arn())
                .family(definition.family())
                .revision(definition.revision())
                .status(definition.status().name())
                .networkMode(
                        definition.networkModeGiven() ? definition.networkMode().name() : null)
                .pidMode(definition.pidMode().orElse(null))
                .ipcMode(definition.ipcMode().orElse(null))
                .taskRoleArn(definition.taskRoleArn().orElse(null))
                .executionRoleArn(definition.executionRoleArn().orElse(null))
                .cpu(definition.cpu().map(Object::toString).orElse(null))
                .memory(definition.memory().map(Object::toString).orElse(null))
                .containerDefinitions(definition.containerDefinitions().stream()
                        .map(ContainerDefinitionWriter::write)
                        .toList())
                .volumes(definition.volumes().stream()
                        .map(TaskDefinitionWriter::volume)
                        .toList())
                .placementConstraints(definition.placementConstraints().stream()
                        .map(each -> new TaskDefinitionPlacementConstraint(
                                each.type().name(), each.expression().orElse(null)))
                        .toList())
                .requiresAttributes(attributes(definition))
                .compatibilities(List.of("EXTERNAL", "EC2"))
                .requiresCompatibilities(
                        definition.requiresCompatibilities().isEmpty() ? null : definition.requiresCompatibilities())
                .runtimePlatform(platform(definition))
                .registeredAt(definition.registeredAt())
                .deregisteredAt(definition.deregisteredAt().orElse(null))
                .registeredBy(definition.registeredBy())
                .build();
    }

    private static List<Attribute> attributes(io.moorage.model.ecs.TaskDefinition definition) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute("com.amazonaws.ecs.capability.docker-remote-api.1.18", null, null, null));
        definition.requiredAttributes().forEach(name -> attributes.add(new Attribute(name, null, null, null)));
        return attributes;
    }

    private static @Nullable RuntimePlatform platform(io.moorage.model.ecs.TaskDefinition definition) {
        return definition.runtimeCpuArchitecture().isEmpty()
                        && definition.runtimeOperatingSystemFamily().isEmpty()
                ? null
                : new RuntimePlatform(
                        definition.runtimeCpuArchitecture().orElse(null),
                        definition.runtimeOperatingSystemFamily().orElse(null));
    }

    private static Volume volume(io.moorage.model.ecs.Volume volume) {
        return Volume.builder()
                .name(volume.name())
                .host(
                        volume.docker().isPresent() || volume.efs().isPresent()
                                ? null
                                : new HostVolumeProperties(
                                        volume.hostSourcePath().orElse(null)))
                .dockerVolumeConfiguration(volume.docker()
                        .map(each -> new DockerVolumeConfiguration(
                                each.scope(),
                                each.autoprovision(),
                                each.driver().orElse(null),
                                each.driverOpts(),
                                each.labels()))
                        .orElse(null))
                .efsVolumeConfiguration(
                        volume.efs().map(TaskDefinitionWriter::efs).orElse(null))
                .build();
    }

    private static EFSVolumeConfiguration efs(EfsVolume efs) {
        boolean authorised = efs.accessPointId().isPresent() || efs.iam();
        return new EFSVolumeConfiguration(
                efs.fileSystemId(),
                efs.rootDirectory(),
                efs.transitEncryption() ? "ENABLED" : "DISABLED",
                efs.transitEncryptionPort().orElse(null),
                authorised
                        ? new EFSAuthorizationConfig(
                                efs.accessPointId().orElse(null), efs.iam() ? "ENABLED" : "DISABLED")
                        : null);
    }

    private TaskDefinitionWriter() {}
}
