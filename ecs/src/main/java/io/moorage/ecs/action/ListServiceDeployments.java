package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.CreatedAt;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListServiceDeploymentsRequest;
import io.moorage.awsmodels.ecs.ListServiceDeploymentsResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.Page;
import io.moorage.ecs.shape.ServiceDeploymentShapes;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceDeployment;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code API_ListServiceDeployments}: of a service, the newest first. */
public final class ListServiceDeployments
        implements Action<ListServiceDeploymentsRequest, ListServiceDeploymentsResponse> {
    private final Ecs ecs;

    public ListServiceDeployments(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListServiceDeploymentsRequest, ListServiceDeploymentsResponse> operation() {
        return EcsOperations.LIST_SERVICE_DEPLOYMENTS;
    }

    @Override
    public ListServiceDeploymentsResponse handle(ListServiceDeploymentsRequest request, RequestContext context) {
        ReadView view = ecs.store().view();
        Service service = ecs.service(view, ecs.cluster(view, request.cluster()), request.service())
                .orElseThrow(EcsErrors::serviceNotFound);
        ServiceHistory.requireKept(service);
        List<ServiceDeployment> newestFirst =
                view.by(EcsTables.SERVICE_DEPLOYMENTS, EcsTables.DEPLOYMENTS_BY_SERVICE, service.arn()).stream()
                        .filter(each -> request.status().isEmpty()
                                || request.status().contains(each.status().name()))
                        .filter(each -> within(request.createdAt(), each.startedAt()))
                        .sorted(Comparator.comparing(ServiceDeployment::startedAt)
                                .reversed()
                                .thenComparing(ServiceDeployment::arn))
                        .toList();
        Page page = Page.of(
                newestFirst.stream().map(ServiceDeployment::arn).toList(), request.nextToken(), request.maxResults());
        return new ListServiceDeploymentsResponse(
                newestFirst.stream()
                        .filter(each -> page.items().contains(each.arn()))
                        .map(each -> ServiceDeploymentShapes.brief(ecs.arns(), each))
                        .toList(),
                page.nextToken());
    }

    private static boolean within(@Nullable CreatedAt asked, Instant at) {
        return asked == null
                || ((asked.before() == null || at.isBefore(asked.before()))
                        && (asked.after() == null || at.isAfter(asked.after())));
    }
}
