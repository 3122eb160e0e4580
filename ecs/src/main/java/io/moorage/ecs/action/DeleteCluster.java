package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DeleteClusterRequest;
import io.moorage.awsmodels.ecs.DeleteClusterResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.shape.ClusterShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.Service;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.Set;

/** {@code API_DeleteCluster}: refused while anything is in it. */
public final class DeleteCluster implements Action<DeleteClusterRequest, DeleteClusterResponse> {
    private final Ecs ecs;

    public DeleteCluster(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DeleteClusterRequest, DeleteClusterResponse> operation() {
        return EcsOperations.DELETE_CLUSTER;
    }

    @Override
    public DeleteClusterResponse handle(DeleteClusterRequest request, RequestContext context) {
        Cluster deleted = ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster());
            refuseInUse(tx, cluster);
            Cluster inactive = cluster.inactive();
            tx.update(EcsTables.CLUSTERS, inactive);
            return inactive;
        });
        return new DeleteClusterResponse(ClusterShapes.write(ecs.store().view(), deleted, Set.of()));
    }

    private static void refuseInUse(ReadView view, Cluster cluster) {
        if (view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_CLUSTER, cluster.name()).stream()
                .anyMatch(each -> !each.inactive())) {
            throw new AwsException(
                    EcsOperations.ERROR_CLUSTER_CONTAINS_CONTAINER_INSTANCES_EXCEPTION,
                    "The Cluster cannot be deleted while Container Instances are active or draining.");
        }
        if (view.by(EcsTables.SERVICES, EcsTables.SERVICES_BY_CLUSTER, cluster.name()).stream()
                .anyMatch(each -> each.status() != Service.Status.INACTIVE)) {
            throw new AwsException(
                    EcsOperations.ERROR_CLUSTER_CONTAINS_SERVICES_EXCEPTION,
                    "The Cluster cannot be deleted while Services are active.");
        }
        if (view.by(EcsTables.TASKS, EcsTables.TASKS_BY_CLUSTER, cluster.name()).stream()
                .anyMatch(each -> !each.stopped())) {
            throw new AwsException(
                    EcsOperations.ERROR_CLUSTER_CONTAINS_TASKS_EXCEPTION,
                    "The Cluster cannot be deleted while Tasks are active.");
        }
    }
}
