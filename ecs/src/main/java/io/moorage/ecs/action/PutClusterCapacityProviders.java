package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PutClusterCapacityProvidersRequest;
import io.moorage.awsmodels.ecs.PutClusterCapacityProvidersResponse;
import io.moorage.ecs.shape.ClusterShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.store.EcsTables;
import java.util.Set;

/** {@code API_PutClusterCapacityProviders}: the whole of what a cluster has of them. */
public final class PutClusterCapacityProviders
        implements Action<PutClusterCapacityProvidersRequest, PutClusterCapacityProvidersResponse> {
    private final Ecs ecs;

    public PutClusterCapacityProviders(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<PutClusterCapacityProvidersRequest, PutClusterCapacityProvidersResponse> operation() {
        return EcsOperations.PUT_CLUSTER_CAPACITY_PROVIDERS;
    }

    @Override
    public PutClusterCapacityProvidersResponse handle(
            PutClusterCapacityProvidersRequest request, RequestContext context) {
        Cluster updated = ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster());
            Cluster next = ClusterCapacity.put(
                    tx, cluster, request.capacityProviders(), request.defaultCapacityProviderStrategy());
            tx.update(EcsTables.CLUSTERS, next);
            return next;
        });
        return new PutClusterCapacityProvidersResponse(
                ClusterShapes.write(ecs.store().view(), updated, Set.of("SETTINGS")));
    }
}
