package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListTaskDefinitionsRequest;
import io.moorage.awsmodels.ecs.ListTaskDefinitionsResponse;
import io.moorage.ecs.shape.Page;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import java.util.Comparator;
import java.util.List;

/** {@code API_ListTaskDefinitions}: by family and revision. */
public final class ListTaskDefinitions implements Action<ListTaskDefinitionsRequest, ListTaskDefinitionsResponse> {
    private final Ecs ecs;

    public ListTaskDefinitions(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListTaskDefinitionsRequest, ListTaskDefinitionsResponse> operation() {
        return EcsOperations.LIST_TASK_DEFINITIONS;
    }

    @Override
    public ListTaskDefinitionsResponse handle(ListTaskDefinitionsRequest request, RequestContext context) {
        String prefix = request.familyPrefix();
        String status = request.status() == null ? "ACTIVE" : request.status();
        Comparator<TaskDefinition> order =
                Comparator.comparing(TaskDefinition::family).thenComparingInt(TaskDefinition::revision);
        List<String> arns = ecs.store().view().all(EcsTables.TASK_DEFINITIONS).stream()
                .filter(each -> prefix == null || each.family().equals(prefix))
                .filter(each -> each.status().name().equals(status))
                .sorted("DESC".equals(request.sort()) ? order.reversed() : order)
                .map(TaskDefinition::arn)
                .toList();
        Page page = Page.of(arns, request.nextToken(), request.maxResults());
        return new ListTaskDefinitionsResponse(page.items(), page.nextToken());
    }
}
