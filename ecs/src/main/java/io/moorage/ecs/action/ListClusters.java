package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListClustersRequest;
import io.moorage.awsmodels.ecs.ListClustersResponse;
import io.moorage.ecs.shape.Page;
import io.moorage.model.ecs.Cluster;
import io.moorage.store.EcsTables;
import java.util.List;

/** {@code API_ListClusters}: active ones, by ARN. */
public final class ListClusters implements Action<ListClustersRequest, ListClustersResponse> {
    private final Ecs ecs;

    public ListClusters(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListClustersRequest, ListClustersResponse> operation() {
        return EcsOperations.LIST_CLUSTERS;
    }

    @Override
    public ListClustersResponse handle(ListClustersRequest request, RequestContext context) {
        List<String> arns = ecs.store().view().all(EcsTables.CLUSTERS).stream()
                .filter(Cluster::active)
                .map(Cluster::arn)
                .sorted()
                .toList();
        Page page = Page.of(arns, request.nextToken(), request.maxResults());
        return new ListClustersResponse(page.items(), page.nextToken());
    }
}
