package io.moorage.ecs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.CapacityProviderStrategyItem;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.CapacityShare;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.Service;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.stream.Stream;

/** The capacity providers of a cluster, as requests put them. */
final class ClusterCapacity {
    private static final int MOST = 20;

    static Cluster put(
            ReadView view, Cluster cluster, List<String> providers, List<CapacityProviderStrategyItem> strategy) {
        if (providers.size() > MOST) {
            throw EcsErrors.invalid("A cluster can have at most 20 capacity providers.");
        }
        List<CapacityProvider> all = providers.stream()
                .distinct()
                .map(each -> CapacityRequests.active(view, each))
                .toList();
        all.forEach(each -> refuseManagedElsewhere(view, cluster, each));
        List<String> names = all.stream().map(CapacityProvider::name).toList();
        cluster.capacityProviders().stream()
                .filter(each -> !names.contains(each) && inUse(view, cluster, each))
                .findFirst()
                .ifPresent(each -> {
                    throw new AwsException(
                            EcsOperations.ERROR_RESOURCE_IN_USE_EXCEPTION,
                            "The specified capacity provider is in use and cannot be removed.");
                });
        Cluster with = cluster.withCapacityProviders(names, List.of());
        return with.withCapacityProviders(names, CapacityRequests.shares(view, with, strategy));
    }

    /** One loop sizes a group, so one cluster has it (ECS guide, "Cluster Auto Scaling considerations"). */
    private static void refuseManagedElsewhere(ReadView view, Cluster cluster, CapacityProvider provider) {
        if (provider.managedScaling().enabled()
                && view.all(EcsTables.CLUSTERS).stream()
                        .anyMatch(each -> !each.name().equals(cluster.name())
                                && each.capacityProviders().contains(provider.name()))) {
            throw EcsErrors.invalid("A capacity provider with managed scaling enabled can only be associated with one"
                    + " cluster at a time: " + provider.name());
        }
    }

    private static boolean inUse(ReadView view, Cluster cluster, String provider) {
        Stream<String> services = view.by(EcsTables.SERVICES, EcsTables.SERVICES_BY_CLUSTER, cluster.name()).stream()
                .filter(each -> each.status() != Service.Status.INACTIVE)
                .flatMap(each -> each.scheduling().capacityProviders().stream())
                .map(CapacityShare::capacityProvider);
        Stream<String> tasks = view.by(EcsTables.TASKS, EcsTables.TASKS_BY_CLUSTER, cluster.name()).stream()
                .filter(each -> !each.stopped())
                .flatMap(each -> each.capacity().stream())
                .map(Capacity::provider);
        return Stream.concat(services, tasks).anyMatch(provider::equals);
    }

    private ClusterCapacity() {}
}
