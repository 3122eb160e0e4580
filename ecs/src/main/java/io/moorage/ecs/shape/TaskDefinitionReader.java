package io.moorage.ecs.shape;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.ecs.EFSAuthorizationConfig;
import io.moorage.awsmodels.ecs.EFSVolumeConfiguration;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.RuntimePlatform;
import io.moorage.awsmodels.ecs.Volume;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.placement.Expression;
import io.moorage.model.ecs.EfsVolume;
import io.moorage.model.ecs.InvalidDefinitionException;
import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskDefinition.NetworkMode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code API_RegisterTaskDefinition} into a definition whose meaning holds. */
public final class TaskDefinitionReader {
    /** @throws InvalidDefinitionException when it contradicts itself */
    public static TaskDefinition read(
            RegisterTaskDefinitionRequest request, String arn, int revision, RoleNames roles, RequestContext context) {
        refuseUnsupported(request);
        TaskDefinition definition = definition(request, arn, revision, roles, context);
        TaskDefinitionRules.check(definition);
        return definition;
    }

    static Optional<String> role(@Nullable String nameOrArn, RoleNames roles) {
        return Optional.ofNullable(nameOrArn).filter(each -> !each.isEmpty()).map(roles::arn);
    }

    private static TaskDefinition definition(
            RegisterTaskDefinitionRequest request, String arn, int revision, RoleNames roles, RequestContext context) {
        return new TaskDefinition(
                arn,
                request.family(),
                revision,
                TaskDefinition.Status.ACTIVE,
                networkMode(request.networkMode()),
                request.networkMode() != null,
                Optional.ofNullable(request.pidMode()).filter(each -> !each.isEmpty()),
                Optional.ofNullable(request.ipcMode()).filter(each -> !each.isEmpty()),
                role(request.taskRoleArn(), roles),
                role(request.executionRoleArn(), roles),
                Optional.ofNullable(request.cpu()).map(TaskDefinitionReader::cpu),
                Optional.ofNullable(request.memory()).map(TaskDefinitionReader::memory),
                request.containerDefinitions().stream()
                        .map(ContainerDefinitionReader::read)
                        .toList(),
                request.volumes().stream().map(TaskDefinitionReader::volume).toList(),
                request.placementConstraints().stream()
                        .map(each -> memberOf(each.type(), each.expression()))
                        .toList(),
                request.requiresCompatibilities(),
                Optional.ofNullable(request.runtimePlatform()).map(RuntimePlatform::cpuArchitecture),
                Optional.ofNullable(request.runtimePlatform()).map(RuntimePlatform::operatingSystemFamily),
                context.now(),
                Optional.empty(),
                Optional.empty(),
                context.principal().arn(),
                Tags.read(request.tags(), context));
    }

    private static void refuseUnsupported(RegisterTaskDefinitionRequest request) {
        refuse(request.proxyConfiguration() != null, "The task definition member 'proxyConfiguration'");
        refuse(!request.inferenceAccelerators().isEmpty(), "The task definition member 'inferenceAccelerators'");
        refuse(request.ephemeralStorage() != null, "The task definition member 'ephemeralStorage'");
        refuse(request.requiresCompatibilities().contains("FARGATE"), "The launch type FARGATE");
        RuntimePlatform platform = request.runtimePlatform();
        if (platform != null && platform.operatingSystemFamily() != null) {
            refuse(
                    platform.operatingSystemFamily().startsWith("WINDOWS"),
                    "The operating system family " + platform.operatingSystemFamily());
        }
    }

    private static void refuse(boolean given, String what) {
        if (given) {
            throw EcsErrors.unsupported(what);
        }
    }

    private static NetworkMode networkMode(@Nullable String mode) {
        return switch (mode == null || mode.isEmpty() ? "bridge" : mode) {
            case "bridge" -> NetworkMode.bridge;
            case "host" -> NetworkMode.host;
            case "none" -> NetworkMode.none;
            case "awsvpc" -> NetworkMode.awsvpc;
            default -> throw EcsErrors.unsupported("The network mode " + mode);
        };
    }

    /** CPU units, or {@code "1 vCPU"}. */
    static int cpu(String text) {
        String lower = text.toLowerCase(Locale.ROOT).strip();
        return lower.endsWith("vcpu")
                ? (int) Math.round(number(lower.substring(0, lower.length() - 4), "cpu") * 1024)
                : (int) number(lower, "cpu");
    }

    /** MiB, or {@code "1 GB"}. */
    static int memory(String text) {
        String lower = text.toLowerCase(Locale.ROOT).strip();
        return lower.endsWith("gb")
                ? (int) Math.round(number(lower.substring(0, lower.length() - 2), "memory") * 1024)
                : (int) number(lower, "memory");
    }

    private static double number(String text, String member) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value > 0 && value <= Integer.MAX_VALUE / 1024.0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal, which names the member
        }
        throw new InvalidDefinitionException("Invalid '" + member + "' setting for task.");
    }

    private static PlacementConstraint memberOf(@Nullable String type, @Nullable String expression) {
        if (type != null && !type.equals("memberOf")) {
            throw new InvalidDefinitionException("Invalid placement constraint type: " + type);
        }
        PlacementConstraint constraint =
                new PlacementConstraint(PlacementConstraint.Type.memberOf, Optional.ofNullable(expression));
        Expression.parse(constraint.expression().orElseThrow());
        return constraint;
    }

    private static io.moorage.model.ecs.Volume volume(Volume shape) {
        refuse(shape.fsxWindowsFileServerVolumeConfiguration() != null, "fsxWindowsFileServerVolumeConfiguration");
        refuse(shape.configuredAtLaunch() != null && shape.configuredAtLaunch(), "configuredAtLaunch");
        Optional<String> sourcePath = Optional.ofNullable(shape.host())
                .flatMap(host -> Optional.ofNullable(host.sourcePath()))
                .filter(path -> !path.isEmpty());
        return new io.moorage.model.ecs.Volume(
                shape.name() == null ? "" : shape.name(),
                sourcePath,
                Optional.ofNullable(shape.dockerVolumeConfiguration())
                        .map(each -> new io.moorage.model.ecs.Volume.DockerVolume(
                                each.scope() == null ? "task" : each.scope(),
                                each.autoprovision() != null && each.autoprovision(),
                                Optional.ofNullable(each.driver()),
                                each.driverOpts(),
                                each.labels())),
                Optional.ofNullable(shape.efsVolumeConfiguration()).map(TaskDefinitionReader::efs));
    }

    private static EfsVolume efs(EFSVolumeConfiguration shape) {
        Optional<EFSAuthorizationConfig> authorization = Optional.ofNullable(shape.authorizationConfig());
        String root = shape.rootDirectory();
        return new EfsVolume(
                shape.fileSystemId(),
                root == null || root.isEmpty() ? "/" : root,
                "ENABLED".equals(shape.transitEncryption()),
                Optional.ofNullable(shape.transitEncryptionPort()),
                authorization
                        .flatMap(each -> Optional.ofNullable(each.accessPointId()))
                        .filter(id -> !id.isEmpty()),
                authorization.filter(each -> "ENABLED".equals(each.iam())).isPresent());
    }

    private TaskDefinitionReader() {}
}
