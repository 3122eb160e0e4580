package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateClusterSettingsRequest;
import io.moorage.awsmodels.ecs.UpdateClusterSettingsResponse;
import io.moorage.ecs.shape.ClusterShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.store.EcsTables;
import java.util.Map;
import java.util.Set;

/** {@code API_UpdateClusterSettings}: as UpdateCluster, for these alone. */
public final class UpdateClusterSettings
        implements Action<UpdateClusterSettingsRequest, UpdateClusterSettingsResponse> {
    private final Ecs ecs;

    public UpdateClusterSettings(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UpdateClusterSettingsRequest, UpdateClusterSettingsResponse> operation() {
        return EcsOperations.UPDATE_CLUSTER_SETTINGS;
    }

    @Override
    public UpdateClusterSettingsResponse handle(UpdateClusterSettingsRequest request, RequestContext context) {
        Map<String, String> settings = ClusterSettings.read(request.settings());
        Cluster updated = ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster()).withSettings(settings);
            tx.update(EcsTables.CLUSTERS, cluster);
            return cluster;
        });
        return new UpdateClusterSettingsResponse(ClusterShapes.write(ecs.store().view(), updated, Set.of("SETTINGS")));
    }
}
