package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListServicesRequest;
import io.moorage.awsmodels.ecs.ListServicesResponse;
import io.moorage.ecs.shape.Page;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.Service;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.List;

/** {@code API_ListServices}: those that are not deleted. */
public final class ListServices implements Action<ListServicesRequest, ListServicesResponse> {
    /** "If this parameter isn't used, then ListServices returns up to 10 results." */
    private static final int PAGE = 10;

    private final Ecs ecs;

    public ListServices(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListServicesRequest, ListServicesResponse> operation() {
        return EcsOperations.LIST_SERVICES;
    }

    @Override
    public ListServicesResponse handle(ListServicesRequest request, RequestContext context) {
        ReadView view = ecs.store().view();
        Cluster cluster = ecs.cluster(view, request.cluster());
        List<String> arns = view.by(EcsTables.SERVICES, EcsTables.SERVICES_BY_CLUSTER, cluster.name()).stream()
                .filter(each -> each.status() != Service.Status.INACTIVE)
                .filter(each -> request.launchType() == null
                        || request.launchType().equals(each.scheduling().launchType()))
                .filter(each -> request.schedulingStrategy() == null
                        || request.schedulingStrategy()
                                .equals(each.scheduling().strategy().name()))
                .map(Service::arn)
                .sorted()
                .toList();
        Page page = Page.of(arns, request.nextToken(), request.maxResults(), PAGE);
        return new ListServicesResponse(page.items(), page.nextToken());
    }
}
