package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateClusterRequest;
import io.moorage.awsmodels.ecs.UpdateClusterResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.ClusterShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.store.EcsTables;
import java.util.Map;
import java.util.Set;

/** {@code API_UpdateCluster}: its settings. */
public final class UpdateCluster implements Action<UpdateClusterRequest, UpdateClusterResponse> {
    private final Ecs ecs;

    public UpdateCluster(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UpdateClusterRequest, UpdateClusterResponse> operation() {
        return EcsOperations.UPDATE_CLUSTER;
    }

    @Override
    public UpdateClusterResponse handle(UpdateClusterRequest request, RequestContext context) {
        if (request.serviceConnectDefaults() != null) {
            throw EcsErrors.unsupported("Service Connect");
        }
        Map<String, String> settings = ClusterSettings.read(request.settings());
        Cluster updated = ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster()).withSettings(settings);
            tx.update(EcsTables.CLUSTERS, cluster);
            return cluster;
        });
        return new UpdateClusterResponse(ClusterShapes.write(ecs.store().view(), updated, Set.of("SETTINGS")));
    }
}
