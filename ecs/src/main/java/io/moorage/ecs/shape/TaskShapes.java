package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.Attachment;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.Container;
import io.moorage.awsmodels.ecs.ContainerOverride;
import io.moorage.awsmodels.ecs.ContainerStateChange;
import io.moorage.awsmodels.ecs.KeyValuePair;
import io.moorage.awsmodels.ecs.ManagedAgent;
import io.moorage.awsmodels.ecs.NetworkBinding;
import io.moorage.awsmodels.ecs.NetworkInterface;
import io.moorage.awsmodels.ecs.Task;
import io.moorage.awsmodels.ecs.TaskOverride;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.ContainerReport;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.InvalidDefinitionException;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.TaskContainer;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks, their overrides and their agents' reports. */
public final class TaskShapes {
    public static Task write(
            EcsArns arns, io.moorage.model.ecs.Task task, Optional<TaskDefinition> definition, boolean withTags) {
        io.moorage.model.ecs.Task.Times times = task.times();
        return Task.builder()
                .attachments(attachments(arns, task))
                .attributes(List.of(new Attribute("ecs.cpu-architecture", "x86_64", null, null)))
                .availabilityZone(task.availabilityZone().isEmpty() ? null : task.availabilityZone())
                .clusterArn(arns.cluster(task.clusterName()))
                .connectivity(connectedAt(task).map(any -> "CONNECTED").orElse(null))
                .connectivityAt(connectedAt(task).orElse(null))
                .containerInstanceArn(task.containerInstanceArn().isEmpty() ? null : task.containerInstanceArn())
                .capacityProviderName(task.capacity().map(Capacity::provider).orElse(null))
                .containers(task.containers().stream()
                        .map(each -> container(task, each, definition))
                        .toList())
                .cpu(Integer.toString(task.reserved().cpu()))
                .memory(Integer.toString(task.reserved().memory()))
                .createdAt(times.created())
                .desiredStatus(task.desiredStatus().name())
                .enableExecuteCommand(task.enableExecuteCommand())
                .executionStoppedAt(times.executionStopped().orElse(null))
                .group(task.group())
                .healthStatus(task.healthStatus())
                .inferenceAccelerators(List.of())
                .lastStatus(task.lastStatus().name())
                .launchType("EC2")
                .overrides(override(task.overrides(), task.containers()))
                .pullStartedAt(times.pullStarted().orElse(null))
                .pullStoppedAt(times.pullStopped().orElse(null))
                .startedAt(times.started().orElse(null))
                .startedBy(task.startedBy().isEmpty() ? null : task.startedBy())
                .stopCode(task.stop().map(stop -> stop.code().name()).orElse(null))
                .stoppedReason(task.stop().map(Stop::reason).orElse(null))
                .stoppingAt(times.stopping().orElse(null))
                .stoppedAt(times.stopped().orElse(null))
                .tags(withTags ? Tags.write(task.tags()) : List.of())
                .taskArn(task.arn())
                .taskDefinitionArn(task.taskDefinitionArn())
                .version(task.version())
                .build();
    }

    /** Of a task from before that was noted, as near as is known. */
    private static Optional<Instant> connectedAt(io.moorage.model.ecs.Task task) {
        return task.times().connected().or(() -> task.times().started().map(any -> task.times()
                .created()));
    }

    private static Container container(
            io.moorage.model.ecs.Task task, TaskContainer container, Optional<TaskDefinition> definition) {
        Optional<ContainerDefinition> own = definition.flatMap(each -> each.containerDefinitions().stream()
                .filter(candidate -> candidate.name().equals(container.name()))
                .findFirst());
        return Container.builder()
                .containerArn(container.containerArn())
                .taskArn(task.arn())
                .name(container.name())
                .image(container.image())
                .imageDigest(container.imageDigest().orElse(null))
                .runtimeId(container.runtimeId().orElse(null))
                .lastStatus(container.lastStatus().name())
                .exitCode(container.exitCode().orElse(null))
                .reason(container.reason().orElse(null))
                .networkBindings(container.networkBindings().stream()
                        .map(TaskShapes::binding)
                        .toList())
                .networkInterfaces(task.networkInterface().stream()
                        .map(each -> new NetworkInterface(each.attachmentId(), each.privateAddress(), null))
                        .toList())
                .managedAgents(execAgent(task, container))
                .healthStatus(container.healthStatus())
                .cpu(own.map(each -> Integer.toString(each.cpu())).orElse("0"))
                .memory(own.flatMap(ContainerDefinition::memory)
                        .map(Object::toString)
                        .orElse(null))
                .memoryReservation(own.flatMap(ContainerDefinition::memoryReservation)
                        .map(Object::toString)
                        .orElse(null))
                .build();
    }

    private static NetworkBinding binding(io.moorage.model.ecs.NetworkBinding binding) {
        boolean range = binding.containerPortRange().isPresent();
        return NetworkBinding.builder()
                .bindIP(binding.bindIp())
                .containerPort(range ? null : Integer.valueOf(binding.containerPort()))
                .hostPort(range ? null : Integer.valueOf(binding.hostPort()))
                .protocol(binding.protocol())
                .containerPortRange(binding.containerPortRange().orElse(null))
                .hostPortRange(binding.hostPortRange().orElse(null))
                .build();
    }

    /** API_Attachment: of a task in network mode awsvpc. */
    private static List<Attachment> attachments(EcsArns arns, io.moorage.model.ecs.Task task) {
        return task.networkInterface().stream()
                .map(each -> new Attachment(
                        each.attachmentId(),
                        "ElasticNetworkInterface",
                        each.status().name(),
                        List.of(
                                new KeyValuePair("subnetId", each.subnetId()),
                                new KeyValuePair("networkInterfaceId", each.networkInterfaceId()),
                                new KeyValuePair("macAddress", each.macAddress()),
                                new KeyValuePair("privateDnsName", each.privateDnsName(arns)),
                                new KeyValuePair("privateIPv4Address", each.privateAddress()))))
                .toList();
    }

    /** API_ManagedAgent: what runs commands for ExecuteCommand. */
    private static @Nullable List<ManagedAgent> execAgent(io.moorage.model.ecs.Task task, TaskContainer container) {
        return task.enableExecuteCommand()
                ? List.of(new ManagedAgent(
                        task.times().started().orElse(null),
                        "ExecuteCommandAgent",
                        null,
                        container.lastStatus().name()))
                : null;
    }

    /** The containers of the task are always listed, whether anything of them was overridden or not. */
    private static TaskOverride override(io.moorage.model.ecs.TaskOverride override, List<TaskContainer> containers) {
        return TaskOverride.builder()
                .containerOverrides(containers.stream()
                        .map(each -> override.container(each.name())
                                .map(TaskShapes::override)
                                .orElseGet(() -> ContainerOverride.builder()
                                        .name(each.name())
                                        .build()))
                        .toList())
                .inferenceAcceleratorOverrides(List.of())
                .taskRoleArn(override.taskRoleArn().orElse(null))
                .executionRoleArn(override.executionRoleArn().orElse(null))
                .cpu(override.cpu().map(Object::toString).orElse(null))
                .memory(override.memory().map(Object::toString).orElse(null))
                .build();
    }

    private static ContainerOverride override(io.moorage.model.ecs.TaskOverride.ContainerOverride override) {
        return ContainerOverride.builder()
                .name(override.name())
                .command(override.command().orElse(null))
                .environment(override.environment().stream()
                        .map(each -> new KeyValuePair(each.name(), each.value()))
                        .toList())
                .environmentFiles(override.environmentFiles()
                        .map(ContainerDefinitionWriter::environmentFiles)
                        .orElse(null))
                .cpu(override.cpu().orElse(null))
                .memory(override.memory().orElse(null))
                .memoryReservation(override.memoryReservation().orElse(null))
                .build();
    }

    /** Overrides name containers of the definition. */
    public static io.moorage.model.ecs.TaskOverride readOverride(
            @Nullable TaskOverride shape, TaskDefinition definition, RoleNames roles) {
        if (shape == null) {
            return io.moorage.model.ecs.TaskOverride.NONE;
        }
        OverrideRules.check(shape, definition);
        if (shape.ephemeralStorage() != null
                || !shape.inferenceAcceleratorOverrides().isEmpty()) {
            throw EcsErrors.unsupported("An override of ephemeralStorage or inferenceAccelerators");
        }
        try {
            io.moorage.model.ecs.TaskOverride read = new io.moorage.model.ecs.TaskOverride(
                    shape.containerOverrides().stream()
                            .map(each -> readOverride(each, definition))
                            .toList(),
                    TaskDefinitionReader.role(shape.taskRoleArn(), roles),
                    TaskDefinitionReader.role(shape.executionRoleArn(), roles),
                    Optional.ofNullable(shape.cpu()).map(TaskDefinitionReader::cpu),
                    Optional.ofNullable(shape.memory()).map(TaskDefinitionReader::memory));
            // What holds for the definition's containers holds for those that the task would have.
            definition.containers(read);
            return read;
        } catch (InvalidDefinitionException e) {
            throw EcsErrors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static io.moorage.model.ecs.TaskOverride.ContainerOverride readOverride(
            ContainerOverride shape, TaskDefinition definition) {
        if (definition.containerDefinitions().stream()
                .noneMatch(each -> each.name().equals(shape.name()))) {
            throw EcsErrors.invalid(
                    "Override for container named " + shape.name() + " is not a container in the " + "TaskDefinition.");
        }
        if (!shape.resourceRequirements().isEmpty()) {
            throw EcsErrors.unsupported("An override of resourceRequirements");
        }
        return new io.moorage.model.ecs.TaskOverride.ContainerOverride(
                String.valueOf(shape.name()),
                shape.hasCommand() ? Optional.of(shape.command()) : Optional.empty(),
                shape.environment().stream()
                        .map(each -> new ContainerDefinition.KeyValuePair(
                                each.name() == null ? "" : each.name(), each.value() == null ? "" : each.value()))
                        .toList(),
                shape.hasEnvironmentFiles()
                        ? Optional.of(ContainerDefinitionReader.environmentFiles(shape.environmentFiles()))
                        : Optional.empty(),
                Optional.ofNullable(shape.cpu()),
                Optional.ofNullable(shape.memory()),
                Optional.ofNullable(shape.memoryReservation()));
    }

    /** Empty for a status that ECS does not know, which is passed over. */
    public static Optional<TaskStatus> status(@Nullable String text) {
        return Arrays.stream(TaskStatus.values())
                .filter(each -> each.name().equals(text))
                .findFirst();
    }

    public static Stream<ContainerReport> report(ContainerStateChange shape) {
        String name = shape.containerName();
        return status(shape.status()).filter(any -> name != null).stream()
                .map(status -> new ContainerReport(
                        String.valueOf(name),
                        status,
                        Optional.ofNullable(shape.exitCode()),
                        Optional.ofNullable(shape.reason()),
                        Optional.ofNullable(shape.runtimeId()),
                        Optional.ofNullable(shape.imageDigest()),
                        bindings(shape.networkBindings())));
    }

    public static List<io.moorage.model.ecs.NetworkBinding> bindings(List<NetworkBinding> shapes) {
        return shapes.stream()
                .filter(each -> (each.containerPort() != null && each.hostPort() != null)
                        || (each.containerPortRange() != null && each.hostPortRange() != null))
                .map(each -> new io.moorage.model.ecs.NetworkBinding(
                        each.bindIP() == null ? "0.0.0.0" : each.bindIP(),
                        each.containerPort() == null ? 0 : each.containerPort(),
                        each.hostPort() == null ? 0 : each.hostPort(),
                        each.protocol() == null ? "tcp" : each.protocol(),
                        Optional.ofNullable(each.containerPortRange()),
                        Optional.ofNullable(each.hostPortRange())))
                .toList();
    }

    private TaskShapes() {}
}
