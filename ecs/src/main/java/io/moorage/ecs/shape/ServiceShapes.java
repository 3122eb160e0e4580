package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.Deployment;
import io.moorage.awsmodels.ecs.DeploymentAlarms;
import io.moorage.awsmodels.ecs.DeploymentCircuitBreaker;
import io.moorage.awsmodels.ecs.DeploymentConfiguration;
import io.moorage.awsmodels.ecs.DeploymentController;
import io.moorage.awsmodels.ecs.LoadBalancer;
import io.moorage.awsmodels.ecs.PlacementConstraint;
import io.moorage.awsmodels.ecs.PlacementStrategy;
import io.moorage.awsmodels.ecs.Service;
import io.moorage.awsmodels.ecs.ServiceEvent;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.placement.Expression;
import io.moorage.model.ecs.Balancing;
import io.moorage.model.ecs.DeploymentRules;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.InvalidDefinitionException;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Services and what they ask of placement. */
public final class ServiceShapes {
    public static Service write(ReadView view, EcsArns arns, io.moorage.model.ecs.Service service, boolean withTags) {
        Collection<Task> live = view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, service.arn());
        return Service.builder()
                .serviceArn(service.arn())
                .serviceName(service.name())
                .clusterArn(arns.cluster(service.clusterName()))
                .loadBalancers(service.balancing().loadBalancers().stream()
                        .map(ServiceShapes::loadBalancer)
                        .toList())
                .roleArn(service.balancing().roleArn().orElse(null))
                .healthCheckGracePeriodSeconds(
                        service.balancing().healthCheckGracePeriodSeconds().orElse(null))
                .serviceRegistries(List.of())
                .status(service.status().name())
                .desiredCount(service.desiredCount())
                .runningCount(TaskCounts.running(live))
                .pendingCount(TaskCounts.pending(live))
                .networkConfiguration(
                        service.deployments().isEmpty()
                                ? null
                                : NetworkShapes.write(service.primary().network()))
                .launchType(launchType(service))
                .capacityProviderStrategy(
                        CapacityShapes.write(service.scheduling().capacityProviders()))
                .taskDefinition(
                        service.deployments().isEmpty()
                                ? null
                                : service.primary().taskDefinitionArn())
                .deploymentConfiguration(
                        configuration(service.rules(), service.minimumHealthyPercent(), service.maximumPercent()))
                .taskSets(service.taskSets().stream()
                        .map(each -> TaskSetShapes.write(view, arns, service, each, withTags))
                        .toList())
                .availabilityZoneRebalancing(service.scheduling().zoneRebalancing() ? "ENABLED" : "DISABLED")
                .deployments(
                        service.status() == io.moorage.model.ecs.Service.Status.INACTIVE
                                ? List.of()
                                : service.deployments().stream()
                                        .map(each -> deployment(service, each, live))
                                        .toList())
                .events(service.events().stream()
                        .map(each -> new ServiceEvent(each.id(), each.createdAt(), each.message()))
                        .toList())
                .createdAt(service.createdAt())
                .placementConstraints(service.placementConstraints().stream()
                        .map(each -> new PlacementConstraint(
                                each.type().name(), each.expression().orElse(null)))
                        .toList())
                .placementStrategy(service.placementStrategy().stream()
                        .map(each -> new PlacementStrategy(
                                each.type().name(), each.field().isEmpty() ? null : each.field()))
                        .toList())
                .schedulingStrategy(service.scheduling().strategy().name())
                .deploymentController(
                        new DeploymentController(service.rules().controller().name()))
                .tags(withTags ? Tags.write(service.tags()) : List.of())
                .createdBy(service.createdBy())
                .enableECSManagedTags(service.enableEcsManagedTags())
                .propagateTags(service.propagateTags().orElse("NONE"))
                .enableExecuteCommand(service.enableExecuteCommand())
                .build();
    }

    static LoadBalancer loadBalancer(Balancing.LoadBalancer each) {
        return LoadBalancer.builder()
                .loadBalancerName(each.name())
                .containerName(each.containerName())
                .containerPort(each.containerPort())
                .build();
    }

    private static @Nullable String launchType(io.moorage.model.ecs.Service service) {
        return service.scheduling().capacityProviders().isEmpty()
                ? service.scheduling().launchType()
                : null;
    }

    static DeploymentConfiguration configuration(DeploymentRules rules, int minimumHealthyPercent, int maximumPercent) {
        return new DeploymentConfiguration(
                new DeploymentCircuitBreaker(
                        rules.circuitBreaker().enable(), rules.circuitBreaker().rollback()),
                maximumPercent,
                minimumHealthyPercent,
                rules.alarms().isEmpty()
                        ? null
                        : new DeploymentAlarms(
                                rules.alarms(),
                                rules.alarmWatch().enable(),
                                rules.alarmWatch().rollback()));
    }

    private static Deployment deployment(
            io.moorage.model.ecs.Service service, io.moorage.model.ecs.Deployment deployment, Collection<Task> live) {
        List<Task> own = live.stream()
                .filter(each -> each.deploymentId().equals(deployment.id()))
                .toList();
        return Deployment.builder()
                .id(deployment.id())
                .status(deployment.status().name())
                .taskDefinition(deployment.taskDefinitionArn())
                .networkConfiguration(NetworkShapes.write(deployment.network()))
                .desiredCount(deployment.desiredCount())
                .pendingCount(TaskCounts.pending(own))
                .runningCount(TaskCounts.running(own))
                .failedTasks(deployment.failures())
                .createdAt(deployment.createdAt())
                .updatedAt(deployment.updatedAt())
                .launchType(launchType(service))
                .capacityProviderStrategy(
                        CapacityShapes.write(service.scheduling().capacityProviders()))
                .rolloutState(deployment.rolloutState().name())
                .rolloutStateReason(deployment.rolloutStateReason())
                .build();
    }

    /** Limits of CreateService and RunTask. */
    private static final int MOST_CONSTRAINTS = 10;

    private static final int MOST_STRATEGIES = 5;

    public static List<io.moorage.model.ecs.PlacementConstraint> constraints(List<PlacementConstraint> shapes) {
        if (shapes.size() > MOST_CONSTRAINTS) {
            throw EcsErrors.invalid("At most 10 placement constraints can be specified.");
        }
        return shapes.stream().map(ServiceShapes::constraint).toList();
    }

    private static io.moorage.model.ecs.PlacementConstraint constraint(PlacementConstraint shape) {
        try {
            io.moorage.model.ecs.PlacementConstraint constraint = new io.moorage.model.ecs.PlacementConstraint(
                    io.moorage.model.ecs.PlacementConstraint.Type.valueOf(String.valueOf(shape.type())),
                    Optional.ofNullable(shape.expression()));
            boolean distinct = constraint.type() == io.moorage.model.ecs.PlacementConstraint.Type.distinctInstance;
            if (distinct
                    && constraint.expression().filter(each -> !each.isEmpty()).isPresent()) {
                throw EcsErrors.invalid("You can't specify an expression if the constraint type is distinctInstance.");
            }
            constraint.expression().filter(each -> !distinct).ifPresent(Expression::parse);
            return constraint;
        } catch (InvalidDefinitionException e) {
            throw EcsErrors.invalid(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw EcsErrors.invalid("Invalid placement constraint type: " + shape.type());
        }
    }

    public static List<io.moorage.model.ecs.PlacementStrategy> strategies(List<PlacementStrategy> shapes) {
        if (shapes.size() > MOST_STRATEGIES) {
            throw EcsErrors.invalid("At most 5 placement strategies can be specified.");
        }
        return shapes.stream().map(ServiceShapes::strategy).toList();
    }

    private static io.moorage.model.ecs.PlacementStrategy strategy(PlacementStrategy shape) {
        String field = shape.field() == null ? "" : shape.field();
        String type = String.valueOf(shape.type());
        boolean valid =
                switch (type) {
                    case "random" -> field.isEmpty();
                    case "binpack" -> field.equalsIgnoreCase("cpu") || field.equalsIgnoreCase("memory");
                    case "spread" ->
                        field.equalsIgnoreCase("instanceId")
                                || field.equalsIgnoreCase("host")
                                || field.matches("attribute:.+");
                    default -> false;
                };
        if (!valid) {
            throw EcsErrors.invalid("Invalid placement strategy: type " + type + ", field " + field + ".");
        }
        return new io.moorage.model.ecs.PlacementStrategy(
                io.moorage.model.ecs.PlacementStrategy.Type.valueOf(type), field);
    }

    private ServiceShapes() {}
}
