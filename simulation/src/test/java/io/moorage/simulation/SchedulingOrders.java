package io.moorage.simulation;

import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.AutoScalingGroupProvider;
import io.moorage.awsmodels.ecs.AwsVpcConfiguration;
import io.moorage.awsmodels.ecs.CapacityProviderStrategyItem;
import io.moorage.awsmodels.ecs.CreateCapacityProviderRequest;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.CreateTaskSetRequest;
import io.moorage.awsmodels.ecs.DeleteTaskDefinitionsRequest;
import io.moorage.awsmodels.ecs.DeleteTaskSetRequest;
import io.moorage.awsmodels.ecs.DeploymentAlarms;
import io.moorage.awsmodels.ecs.DeploymentCircuitBreaker;
import io.moorage.awsmodels.ecs.DeploymentConfiguration;
import io.moorage.awsmodels.ecs.DeploymentController;
import io.moorage.awsmodels.ecs.DeregisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.ManagedScaling;
import io.moorage.awsmodels.ecs.NetworkConfiguration;
import io.moorage.awsmodels.ecs.PlacementConstraint;
import io.moorage.awsmodels.ecs.PlacementStrategy;
import io.moorage.awsmodels.ecs.PutAttributesRequest;
import io.moorage.awsmodels.ecs.PutClusterCapacityProvidersRequest;
import io.moorage.awsmodels.ecs.RunTaskRequest;
import io.moorage.awsmodels.ecs.RunTaskResponse;
import io.moorage.awsmodels.ecs.Scale;
import io.moorage.awsmodels.ecs.TaskSet;
import io.moorage.awsmodels.ecs.UpdateServicePrimaryTaskSetRequest;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.awsmodels.ecs.UpdateTaskProtectionRequest;
import io.moorage.awsmodels.ecs.UpdateTaskSetRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders about services, task sets and capacity providers. Options are {@code name=value}; lists are separated by commas. */
final class SchedulingOrders {
    private final Simulation simulation;
    private final Map<String, String> taskSets = new TreeMap<>();

    SchedulingOrders(Simulation simulation) {
        this.simulation = simulation;
    }

    void service(String name, @Nullable String definition, @Nullable Integer count, Map<String, String> options) {
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_SERVICE,
                        CreateServiceRequest.builder()
                                .serviceName(name)
                                .taskDefinition(definition)
                                .desiredCount(count)
                                .schedulingStrategy(options.get("strategy"))
                                .deploymentController(
                                        options.containsKey("controller")
                                                ? new DeploymentController(options.get("controller"))
                                                : null)
                                .deploymentConfiguration(configuration(options))
                                .networkConfiguration(network(options))
                                .capacityProviderStrategy(providers(options))
                                .placementConstraints(constraints(options))
                                .placementStrategy(strategies(options))
                                .availabilityZoneRebalancing(options.get("rebalancing"))
                                .healthCheckGracePeriodSeconds(seconds(options, "grace"))
                                .build());
    }

    void update(String service, Map<String, String> options) {
        simulation
                .api()
                .call(
                        EcsOperations.UPDATE_SERVICE,
                        UpdateServiceRequest.builder()
                                .service(service)
                                .desiredCount(
                                        options.containsKey("count") ? Integer.valueOf(options.get("count")) : null)
                                .taskDefinition(options.get("task"))
                                .networkConfiguration(network(options))
                                .healthCheckGracePeriodSeconds(seconds(options, "grace"))
                                .availabilityZoneRebalancing(options.get("rebalancing"))
                                .forceNewDeployment(options.containsKey("force") ? true : null)
                                .deploymentConfiguration(configuration(options))
                                .build());
    }

    private static @Nullable Integer seconds(Map<String, String> options, String name) {
        return options.containsKey(name) ? Integer.valueOf(options.get(name)) : null;
    }

    List<String> run(String definition, Map<String, String> options) {
        RunTaskResponse answer = simulation
                .api()
                .call(
                        EcsOperations.RUN_TASK,
                        RunTaskRequest.builder()
                                .taskDefinition(definition)
                                .networkConfiguration(network(options))
                                .capacityProviderStrategy(providers(options))
                                .placementConstraints(constraints(options))
                                .placementStrategy(strategies(options))
                                .count(Integer.parseInt(options.getOrDefault("count", "1")))
                                .build());
        return answer.failures().stream()
                .map(Failure::reason)
                .sorted()
                .map(each -> "         failure: " + each)
                .toList();
    }

    void attribute(String instanceArn, String name, String value) {
        simulation
                .api()
                .call(
                        EcsOperations.PUT_ATTRIBUTES,
                        PutAttributesRequest.builder()
                                .attributes(List.of(new Attribute(name, value, "container-instance", instanceArn)))
                                .build());
    }

    /** @param label by which later orders name it */
    void createTaskSet(String label, String service, String definition, String percent, Map<String, String> options) {
        TaskSet made = simulation
                .api()
                .call(
                        EcsOperations.CREATE_TASK_SET,
                        CreateTaskSetRequest.builder()
                                .cluster("default")
                                .service(service)
                                .taskDefinition(definition)
                                .networkConfiguration(network(options))
                                .scale(scale(percent))
                                .build())
                .taskSet();
        if (made == null || made.id() == null) {
            throw new IllegalStateException("no task set");
        }
        taskSets.put(label, made.id());
    }

    void scaleTaskSet(String service, String label, String percent) {
        simulation
                .api()
                .call(
                        EcsOperations.UPDATE_TASK_SET,
                        new UpdateTaskSetRequest("default", service, taskSet(label), scale(percent)));
    }

    void makePrimary(String service, String label) {
        simulation
                .api()
                .call(
                        EcsOperations.UPDATE_SERVICE_PRIMARY_TASK_SET,
                        new UpdateServicePrimaryTaskSetRequest("default", service, taskSet(label)));
    }

    void deleteTaskSet(String service, String label) {
        simulation
                .api()
                .call(
                        EcsOperations.DELETE_TASK_SET,
                        new DeleteTaskSetRequest("default", service, taskSet(label), true));
    }

    /** For two minutes. */
    void protect(String task, boolean on) {
        simulation
                .api()
                .call(
                        EcsOperations.UPDATE_TASK_PROTECTION,
                        UpdateTaskProtectionRequest.builder()
                                .cluster("default")
                                .tasks(List.of(task))
                                .protectionEnabled(on)
                                .expiresInMinutes(on ? 2 : null)
                                .build());
    }

    void deregisterDefinition(String definition) {
        simulation
                .api()
                .call(EcsOperations.DEREGISTER_TASK_DEFINITION, new DeregisterTaskDefinitionRequest(definition));
    }

    void deleteDefinition(String definition) {
        simulation
                .api()
                .call(EcsOperations.DELETE_TASK_DEFINITIONS, new DeleteTaskDefinitionsRequest(List.of(definition)));
    }

    void provider(String name, String group, Map<String, String> options) {
        boolean scales = options.containsKey("scaling");
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_CAPACITY_PROVIDER,
                        CreateCapacityProviderRequest.builder()
                                .name(name)
                                .autoScalingGroupProvider(AutoScalingGroupProvider.builder()
                                        .autoScalingGroupArn(group)
                                        .managedScaling(
                                                scales
                                                        ? ManagedScaling.builder()
                                                                .status("ENABLED")
                                                                .build()
                                                        : null)
                                        .managedDraining("DISABLED")
                                        .build())
                                .build());
    }

    void clusterProviders(Map<String, String> options) {
        List<CapacityProviderStrategyItem> strategy = providers(options);
        simulation
                .api()
                .call(
                        EcsOperations.PUT_CLUSTER_CAPACITY_PROVIDERS,
                        new PutClusterCapacityProvidersRequest(
                                "default",
                                strategy.stream()
                                        .map(CapacityProviderStrategyItem::capacityProvider)
                                        .toList(),
                                options.containsKey("default") ? strategy : List.of()));
    }

    private String taskSet(String label) {
        String id = taskSets.get(label);
        if (id == null) {
            throw new IllegalArgumentException("no task set " + label);
        }
        return id;
    }

    private static Scale scale(String percent) {
        return new Scale(Double.valueOf(percent), "PERCENT");
    }

    private static @Nullable DeploymentConfiguration configuration(Map<String, String> options) {
        if (Stream.of("breaker", "alarm", "min", "max").noneMatch(options::containsKey)) {
            return null;
        }
        String breaker = options.get("breaker");
        String alarm = options.get("alarm");
        return DeploymentConfiguration.builder()
                .minimumHealthyPercent(options.containsKey("min") ? Integer.valueOf(options.get("min")) : null)
                .maximumPercent(options.containsKey("max") ? Integer.valueOf(options.get("max")) : null)
                .deploymentCircuitBreaker(
                        breaker == null ? null : new DeploymentCircuitBreaker(true, breaker.equals("rollback")))
                .alarms(alarm == null ? null : new DeploymentAlarms(List.of(alarm), true, true))
                .build();
    }

    /** {@code subnets=subnet-a,...} */
    private static @Nullable NetworkConfiguration network(Map<String, String> options) {
        List<String> subnets = items(options, "subnets").toList();
        return subnets.isEmpty()
                ? null
                : new NetworkConfiguration(
                        AwsVpcConfiguration.builder().subnets(subnets).build());
    }

    /** {@code providers=name:weight:base,...} */
    private static List<CapacityProviderStrategyItem> providers(Map<String, String> options) {
        return items(options, "providers")
                .map(each -> each.split(":"))
                .map(each -> new CapacityProviderStrategyItem(
                        each[0], Integer.valueOf(each[1]), each.length > 2 ? Integer.valueOf(each[2]) : null))
                .toList();
    }

    /** {@code constraint=distinctInstance}, or an expression with {@code _} for spaces. */
    private static List<PlacementConstraint> constraints(Map<String, String> options) {
        return items(options, "constraint")
                .map(each -> each.equals("distinctInstance")
                        ? new PlacementConstraint(each, null)
                        : new PlacementConstraint("memberOf", each.replace('_', ' ')))
                .toList();
    }

    /** {@code place=spread/attribute:rack,binpack/memory}. */
    private static List<PlacementStrategy> strategies(Map<String, String> options) {
        return items(options, "place")
                .map(each -> each.split("/", 2))
                .map(each -> new PlacementStrategy(each[0], each.length > 1 ? each[1] : null))
                .toList();
    }

    private static Stream<String> items(Map<String, String> options, String name) {
        return options.containsKey(name) ? Stream.of(options.get(name).split(",")) : Stream.empty();
    }
}
