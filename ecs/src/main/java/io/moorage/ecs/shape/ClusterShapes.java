package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.Cluster;
import io.moorage.awsmodels.ecs.ClusterSetting;
import io.moorage.awsmodels.ecs.KeyValuePair;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Clusters, with what is counted on them. */
public final class ClusterShapes {
    public static Cluster write(ReadView view, io.moorage.model.ecs.Cluster cluster, Set<String> include) {
        Collection<Task> tasks = view.by(EcsTables.TASKS, EcsTables.TASKS_BY_CLUSTER, cluster.name());
        int running = (int) tasks.stream().filter(Task::running).count();
        int pending = (int) tasks.stream()
                .filter(each -> each.wanted() && each.lastStatus().before(TaskStatus.RUNNING))
                .count();
        int services = (int) view.by(EcsTables.SERVICES, EcsTables.SERVICES_BY_CLUSTER, cluster.name()).stream()
                .filter(Service::active)
                .count();
        int instances =
                (int) view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_CLUSTER, cluster.name()).stream()
                        .filter(each -> each.status() != ContainerInstance.Status.INACTIVE)
                        .count();
        return Cluster.builder()
                .clusterArn(cluster.arn())
                .clusterName(cluster.name())
                .status(cluster.status().name())
                .registeredContainerInstancesCount(instances)
                .runningTasksCount(running)
                .pendingTasksCount(pending)
                .activeServicesCount(services)
                .statistics(include.contains("STATISTICS") ? statistics(running, pending, services) : List.of())
                .tags(include.contains("TAGS") ? Tags.write(cluster.tags()) : List.of())
                .settings(include.contains("SETTINGS") ? settings(cluster) : List.of())
                .capacityProviders(cluster.capacityProviders())
                .defaultCapacityProviderStrategy(CapacityShapes.write(cluster.defaultStrategy()))
                .build();
    }

    private static List<ClusterSetting> settings(io.moorage.model.ecs.Cluster cluster) {
        return List.of(new ClusterSetting(
                "containerInsights", cluster.settings().getOrDefault("containerInsights", "disabled")));
    }

    private static List<KeyValuePair> statistics(int running, int pending, int services) {
        return List.of(
                new KeyValuePair("runningEC2TasksCount", Integer.toString(running)),
                new KeyValuePair("runningFargateTasksCount", "0"),
                new KeyValuePair("pendingEC2TasksCount", Integer.toString(pending)),
                new KeyValuePair("pendingFargateTasksCount", "0"),
                new KeyValuePair("activeEC2ServiceCount", Integer.toString(services)),
                new KeyValuePair("activeFargateServiceCount", "0"));
    }

    private ClusterShapes() {}
}
