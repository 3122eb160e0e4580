package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.CreateClusterRequest;
import io.moorage.awsmodels.ecs.CreateClusterResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.ClusterShapes;
import io.moorage.ecs.shape.Tags;
import io.moorage.model.ecs.Cluster;
import io.moorage.store.EcsTables;
import java.util.Map;
import java.util.Set;

/** {@code API_CreateCluster}: the same name twice answers with the cluster that is there. */
public final class CreateCluster implements Action<CreateClusterRequest, CreateClusterResponse> {
    private final Ecs ecs;

    public CreateCluster(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<CreateClusterRequest, CreateClusterResponse> operation() {
        return EcsOperations.CREATE_CLUSTER;
    }

    @Override
    public CreateClusterResponse handle(CreateClusterRequest request, RequestContext context) {
        if (request.serviceConnectDefaults() != null) {
            throw EcsErrors.unsupported("Service Connect");
        }
        String name = request.clusterName() == null ? Cluster.DEFAULT : request.clusterName();
        if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
            throw EcsErrors.invalid("Cluster name must have 1 to 255 letters, numbers, hyphens and underscores.");
        }
        Map<String, String> tags = Tags.read(request.tags(), context);
        Map<String, String> settings = ClusterSettings.read(request.settings());
        Cluster cluster = ecs.store().transact(tx -> {
            // Read first: what is wrong with it is refused whether or not the cluster is there.
            Cluster wanted = ClusterCapacity.put(
                    tx,
                    Cluster.active(name, ecs.arns().cluster(name), settings, tags),
                    request.capacityProviders(),
                    request.defaultCapacityProviderStrategy());
            return tx.find(EcsTables.CLUSTERS, name).filter(Cluster::active).orElseGet(() -> {
                tx.put(EcsTables.CLUSTERS, wanted);
                return wanted;
            });
        });
        return new CreateClusterResponse(ClusterShapes.write(ecs.store().view(), cluster, Set.of("TAGS", "SETTINGS")));
    }
}
