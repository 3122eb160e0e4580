package io.moorage.ecs.placement;

import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which container instances are of which capacity provider: those that its Auto Scaling group launched. */
public final class Providers {
    /** The providers of a cluster. */
    public static List<CapacityProvider> of(ReadView view, Cluster cluster) {
        return cluster.capacityProviders().stream()
                .flatMap(each -> view.find(EcsTables.CAPACITY_PROVIDERS, each).stream())
                .toList();
    }

    /** The provider that an instance is of; empty for one that joined otherwise. */
    public static Optional<String> of(ReadView view, ContainerInstance instance) {
        List<CapacityProvider> all = view.find(EcsTables.CLUSTERS, instance.clusterName())
                .map(cluster -> of(view, cluster))
                .orElse(List.of());
        return all.isEmpty() ? Optional.empty() : among(view, all, instance);
    }

    private static Optional<String> among(ReadView view, List<CapacityProvider> all, ContainerInstance instance) {
        return member(view, instance.ec2InstanceId()).flatMap(member -> all.stream()
                .filter(each -> each.groupName().equals(member.groupName()))
                .map(CapacityProvider::name)
                .findFirst());
    }

    /** The Auto Scaling group's row of an EC2 instance. */
    public static Optional<GroupInstance> member(ReadView view, String ec2InstanceId) {
        Collection<GroupInstance> rows =
                view.by(AutoScalingTables.INSTANCES, AutoScalingTables.INSTANCES_BY_ID, ec2InstanceId);
        return rows.stream().findFirst();
    }

    private Providers() {}
}
