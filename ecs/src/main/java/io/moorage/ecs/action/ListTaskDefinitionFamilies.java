package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListTaskDefinitionFamiliesRequest;
import io.moorage.awsmodels.ecs.ListTaskDefinitionFamiliesResponse;
import io.moorage.ecs.shape.Page;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code API_ListTaskDefinitionFamilies}: a family is active while one of its revisions is. */
public final class ListTaskDefinitionFamilies
        implements Action<ListTaskDefinitionFamiliesRequest, ListTaskDefinitionFamiliesResponse> {
    private final Ecs ecs;

    public ListTaskDefinitionFamilies(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListTaskDefinitionFamiliesRequest, ListTaskDefinitionFamiliesResponse> operation() {
        return EcsOperations.LIST_TASK_DEFINITION_FAMILIES;
    }

    @Override
    public ListTaskDefinitionFamiliesResponse handle(
            ListTaskDefinitionFamiliesRequest request, RequestContext context) {
        String prefix = request.familyPrefix() == null ? "" : request.familyPrefix();
        String status = request.status() == null ? "ALL" : request.status();
        Set<String> active = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (TaskDefinition each : ecs.store().view().all(EcsTables.TASK_DEFINITIONS)) {
            all.add(each.family());
            if (each.active()) {
                active.add(each.family());
            }
        }
        List<String> families = all.stream()
                .filter(each -> each.startsWith(prefix))
                .filter(each -> status.equals("ALL") || active.contains(each) == status.equals("ACTIVE"))
                .toList();
        Page page = Page.of(families, request.nextToken(), request.maxResults());
        return new ListTaskDefinitionFamiliesResponse(page.items(), page.nextToken());
    }
}
