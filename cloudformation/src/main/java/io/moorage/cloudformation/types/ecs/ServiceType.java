package io.moorage.cloudformation.types.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.ecs.CapacityProviderStrategyItem;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.DeleteServiceRequest;
import io.moorage.awsmodels.ecs.DescribeServicesRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PlacementStrategy;
import io.moorage.awsmodels.ecs.Service;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::ECS::Service}: complete when its tasks run and are steady. */
public final class ServiceType implements ResourceType {
    private static final int LONGEST_NAME = 255;
    private static final Set<String> ABSENT =
            Set.of("ServiceNotFoundException", "ClusterNotFoundException", "ServiceNotActiveException");

    /** What may change, and does not show whether it did. */
    private static final List<String> TOLD_ONLY = List.of(
            "DeploymentConfiguration",
            "PlacementConstraints",
            "PlacementStrategies",
            "NetworkConfiguration",
            "HealthCheckGracePeriodSeconds",
            "CapacityProviderStrategy",
            "EnableECSManagedTags",
            "EnableExecuteCommand",
            "PropagateTags",
            "AvailabilityZoneRebalancing");

    private static final Schema SCHEMA = Schema.of("AWS::ECS::Service", CreateServiceRequest.SHAPE)
            .replaced(
                    "ServiceName",
                    "Cluster",
                    "LaunchType",
                    "Role",
                    "SchedulingStrategy",
                    "DeploymentController",
                    "ServiceRegistries",
                    "LoadBalancers")
            .inPlace(
                    "TaskDefinition",
                    "DesiredCount",
                    "DeploymentConfiguration",
                    "PlacementConstraints",
                    "NetworkConfiguration",
                    "HealthCheckGracePeriodSeconds",
                    "PlatformVersion",
                    "CapacityProviderStrategy",
                    "EnableECSManagedTags",
                    "EnableExecuteCommand",
                    "PropagateTags",
                    "ServiceConnectConfiguration",
                    "VolumeConfigurations",
                    "AvailabilityZoneRebalancing")
            .property(
                    "PlacementStrategies",
                    Shapes.member(CreateServiceRequest.SHAPE, "placementStrategy")
                            .orElseThrow()
                            .type(),
                    Schema.Update.IN_PLACE)
            .named("ServiceName")
            .tags("Tags")
            .attributes("Name", "ServiceArn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The name and the client token make it one service, however often it is called. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        CreateServiceRequest.Builder request = wanted
                .read(CreateServiceRequest.SHAPE, "ServiceName", "Tags", "PlacementStrategies", "DesiredCount")
                .toBuilder()
                .serviceName(wanted.name(LONGEST_NAME))
                .desiredCount(
                        wanted.optional("SchedulingStrategy")
                                        .filter("DAEMON"::equals)
                                        .isPresent()
                                ? null
                                : wanted.number("DesiredCount").orElse(1))
                .clientToken(wanted.token().substring(wanted.token().length() - 32))
                .tags(EcsTags.list(wanted.allTags()));
        placementStrategies(wanted).ifPresent(request::placementStrategy);
        return Aws.answered(Aws.answered(
                        aws.call(EcsOperations.CREATE_SERVICE, request.build()).service())
                .serviceArn());
    }

    private static Optional<Service> find(String arn, Wanted wanted, Aws aws) {
        return aws.unless(
                        ABSENT,
                        EcsOperations.DESCRIBE_SERVICES,
                        DescribeServicesRequest.builder()
                                .cluster(wanted.orNull("Cluster"))
                                .services(List.of(arn))
                                .build())
                .flatMap(answer -> answer.services().stream().findFirst())
                .filter(each -> !"INACTIVE".equals(each.status()));
    }

    @Override
    public Progress settle(String arn, Wanted wanted, Aws aws) {
        Service service = find(arn, wanted, aws)
                .orElseThrow(() -> new InvalidPropertyException("The service " + arn + " is gone"));
        if (service.deployments().stream().anyMatch(each -> "FAILED".equals(each.rolloutState()))) {
            throw new InvalidPropertyException("ECS Deployment Circuit Breaker was triggered");
        }
        boolean steady =
                service.deployments().size() <= 1 && Objects.equals(service.runningCount(), service.desiredCount());
        boolean rolledBack = steady
                && wanted.optional("TaskDefinition")
                        .filter(each -> each.startsWith("arn:") && !each.equals(service.taskDefinition()))
                        .isPresent();
        if (rolledBack) {
            throw new InvalidPropertyException("ECS rolled the service back to " + service.taskDefinition());
        }
        return Progress.when(
                steady,
                "the service " + service.serviceName() + " to be steady; " + service.runningCount() + " of "
                        + service.desiredCount() + " tasks run");
    }

    @Override
    public Progress update(String arn, Wanted before, Wanted after, Aws aws) {
        EcsTags.update(arn, before, after, aws);
        Optional<Service> present = find(arn, after, aws);
        boolean told = present.filter(each -> wantsNothing(each, after)).isPresent()
                && TOLD_ONLY.stream().allMatch(name -> after.properties()
                        .path(name)
                        .equals(before.properties().path(name)));
        if (!told) {
            aws.call(EcsOperations.UPDATE_SERVICE, change(arn, present, after));
        }
        return settle(arn, after, aws);
    }

    private static boolean wantsNothing(Service present, Wanted after) {
        return Objects.equals(
                        present.desiredCount(), after.number("DesiredCount").orElse(present.desiredCount()))
                && after.optional("TaskDefinition")
                        .filter(definition -> !definition.equals(present.taskDefinition()))
                        .isEmpty();
    }

    /** Said twice it changes nothing more, so that a deployment is forced only for as long as it is not under way. */
    private static UpdateServiceRequest change(String arn, Optional<Service> present, Wanted after) {
        UpdateServiceRequest.Builder request = Shapes.read(
                        UpdateServiceRequest.SHAPE,
                        Shapes.without(
                                after.properties(),
                                "ServiceName",
                                "Cluster",
                                "LaunchType",
                                "Role",
                                "SchedulingStrategy",
                                "DeploymentController",
                                "ServiceRegistries",
                                "LoadBalancers",
                                "Tags",
                                "PlacementStrategies"),
                        "")
                .toBuilder()
                .cluster(after.orNull("Cluster"))
                .service(arn);
        placementStrategies(after).ifPresent(request::placementStrategy);
        UpdateServiceRequest plain = request.build();
        boolean otherCapacity = plain.hasCapacityProviderStrategy()
                && present.filter(each -> capacity(each.capacityProviderStrategy())
                                .equals(capacity(plain.capacityProviderStrategy())))
                        .isEmpty();
        return otherCapacity ? plain.toBuilder().forceNewDeployment(true).build() : plain;
    }

    private static Optional<List<PlacementStrategy>> placementStrategies(Wanted wanted) {
        return wanted.properties().has("PlacementStrategies")
                ? Optional.of(wanted.list("PlacementStrategies").stream()
                        .map(each -> Shapes.read(PlacementStrategy.SHAPE, each, "PlacementStrategies"))
                        .toList())
                : Optional.empty();
    }

    /** What is not said is nothing (API_CapacityProviderStrategyItem). */
    private static List<String> capacity(List<CapacityProviderStrategyItem> strategy) {
        return strategy.stream()
                .map(each -> each.capacityProvider() + " " + Objects.requireNonNullElse(each.weight(), 0) + " "
                        + Objects.requireNonNullElse(each.base(), 0))
                .toList();
    }

    /** Its tasks are stopped with it; it is gone when they are. */
    @Override
    public Progress delete(String arn, Wanted last, Aws aws) {
        Optional<Service> service = find(arn, last, aws);
        if (service.isEmpty()) {
            return Progress.DONE;
        }
        if ("ACTIVE".equals(service.get().status())) {
            aws.unless(
                    ABSENT,
                    EcsOperations.DELETE_SERVICE,
                    DeleteServiceRequest.builder()
                            .cluster(last.orNull("Cluster"))
                            .service(arn)
                            .force(true)
                            .build());
        }
        return new Progress.Waiting("the service " + arn + " to stop its tasks");
    }

    @Override
    public Map<String, JsonNode> attributes(String arn, Wanted wanted, Aws aws) {
        return Map.of(
                "ServiceArn",
                Values.text(arn),
                "Name",
                Values.text(find(arn, wanted, aws).map(Service::serviceName).orElse("")));
    }

    @Override
    public Actual current(String arn, Wanted wanted, Aws aws) {
        return find(arn, wanted, aws)
                .map(found -> Actual.properties()
                        .text("DesiredCount", found.desiredCount())
                        .text("TaskDefinition", found.taskDefinition())
                        .text("LaunchType", found.launchType())
                        .text("SchedulingStrategy", found.schedulingStrategy())
                        .build())
                .orElse(Actual.GONE);
    }
}
