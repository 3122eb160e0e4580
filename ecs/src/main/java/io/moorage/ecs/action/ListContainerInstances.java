package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListContainerInstancesRequest;
import io.moorage.awsmodels.ecs.ListContainerInstancesResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.placement.Expression;
import io.moorage.ecs.placement.Nodes;
import io.moorage.ecs.shape.Page;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.InvalidDefinitionException;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code API_ListContainerInstances}: of one status; ACTIVE and DRAINING when none is named. */
public final class ListContainerInstances
        implements Action<ListContainerInstancesRequest, ListContainerInstancesResponse> {
    private final Ecs ecs;

    public ListContainerInstances(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListContainerInstancesRequest, ListContainerInstancesResponse> operation() {
        return EcsOperations.LIST_CONTAINER_INSTANCES;
    }

    private static final Set<String> SHOWN = Set.of("ACTIVE", "DRAINING");

    @Override
    public ListContainerInstancesResponse handle(ListContainerInstancesRequest request, RequestContext context) {
        ReadView view = ecs.store().view();
        Cluster cluster = ecs.cluster(view, request.cluster());
        String status = request.status();
        Optional<Expression> filter = filter(request.filter());
        List<String> arns =
                view.by(EcsTables.CONTAINER_INSTANCES, EcsTables.INSTANCES_BY_CLUSTER, cluster.name()).stream()
                        .filter(each -> status == null
                                ? SHOWN.contains(each.status().name())
                                : each.status().name().equals(status))
                        .filter(each -> filter.isEmpty() || filter.get().matches(Nodes.node(view, each)))
                        .map(ContainerInstance::arn)
                        .sorted()
                        .toList();
        Page page = Page.of(arns, request.nextToken(), request.maxResults());
        return new ListContainerInstancesResponse(page.items(), page.nextToken());
    }

    private static Optional<Expression> filter(@Nullable String text) {
        try {
            return Optional.ofNullable(text).filter(each -> !each.isBlank()).map(Expression::parse);
        } catch (InvalidDefinitionException e) {
            throw EcsErrors.invalid(String.valueOf(e.getMessage()));
        }
    }
}
