package io.moorage.ecs.loop;

import io.moorage.ecs.decide.CapacityReservation;
import io.moorage.ecs.placement.Providers;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.StatisticSet;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a view says of capacity providers and the instances of their groups. */
public record CapacityView(ReadView view) {
    public static final String NAMESPACE = "AWS/ECS/ManagedScaling";
    public static final String RESERVATION = "CapacityProviderReservation";

    /** A provider in a cluster that has it. */
    record Associated(Cluster cluster, CapacityProvider provider) {
        Map<String, String> dimensions() {
            return Map.of("CapacityProviderName", provider.name(), "ClusterName", cluster.name());
        }
    }

    Stream<Associated> associated() {
        return view.all(EcsTables.CLUSTERS).stream()
                .filter(Cluster::active)
                .flatMap(cluster -> Providers.of(view, cluster).stream().map(each -> new Associated(cluster, each)));
    }

    /** The group's rows of a provider's instances. */
    Collection<GroupInstance> members(CapacityProvider provider) {
        return view.by(AutoScalingTables.INSTANCES, AutoScalingTables.INSTANCES_BY_GROUP, provider.groupName());
    }

    Optional<ContainerInstance> instance(Associated where, GroupInstance member) {
        return instances(member)
                .filter(each -> each.clusterName().equals(where.cluster().name()))
                .findFirst();
    }

    /** What the member is in every cluster that it joined. */
    Stream<ContainerInstance> instances(GroupInstance member) {
        return member.instanceId().stream()
                .flatMap(id -> view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_EC2_INSTANCE, id).stream())
                .filter(each -> !each.inactive());
    }

    /** Some live task on it is not a daemon's. */
    boolean isUsed(ContainerInstance instance) {
        return view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instance.arn()).stream()
                .anyMatch(each -> !isDaemons(each));
    }

    private boolean isDaemons(Task task) {
        return view.find(EcsTables.SERVICES, task.serviceArn())
                .map(Service::scheduling)
                .filter(each -> each.daemon())
                .isPresent();
    }

    /** The metric that managed scaling goes by, of each provider that has it. */
    public List<MetricDatum> reservations(Instant time) {
        return associated()
                .filter(each -> each.provider().managedScaling().enabled())
                .map(each -> new MetricDatum(
                        new Metric(NAMESPACE, RESERVATION, each.dimensions()),
                        "Percent",
                        time,
                        StatisticSet.of(reservation(each))))
                .toList();
    }

    private double reservation(Associated where) {
        List<ContainerInstance> instances = members(where.provider()).stream()
                .filter(each -> !each.state().isEnding())
                .flatMap(each -> instance(where, each).stream())
                .toList();
        List<CapacityReservation.Waiting> waiting =
                view
                        .by(
                                EcsTables.TASKS,
                                EcsTables.PROVISIONING_TASKS_BY_CLUSTER,
                                where.cluster().name())
                        .stream()
                        .filter(each -> each.capacity()
                                .filter(own ->
                                        own.provider().equals(where.provider().name()))
                                .isPresent())
                        .map(CapacityView::waiting)
                        .toList();
        return CapacityReservation.percent(
                where.provider().managedScaling(),
                instances.stream().map(ContainerInstance::registered).toList(),
                (int) instances.stream().filter(this::isUsed).count(),
                waiting);
    }

    private static CapacityReservation.Waiting waiting(Task task) {
        boolean alone = task.capacity().stream()
                .flatMap(each -> each.constraints().stream())
                .anyMatch(each -> each.type() == PlacementConstraint.Type.distinctInstance);
        return new CapacityReservation.Waiting(task.reserved(), alone);
    }
}
