package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListTasksRequest;
import io.moorage.awsmodels.ecs.ListTasksResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.LaunchTypes;
import io.moorage.ecs.shape.Page;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Optional;

/** {@code API_ListTasks}: by desired status RUNNING when none is named. */
public final class ListTasks implements Action<ListTasksRequest, ListTasksResponse> {
    private final Ecs ecs;

    public ListTasks(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListTasksRequest, ListTasksResponse> operation() {
        return EcsOperations.LIST_TASKS;
    }

    @Override
    public ListTasksResponse handle(ListTasksRequest request, RequestContext context) {
        if (request.startedBy() != null
                && (request.family() != null || request.serviceName() != null || request.containerInstance() != null)) {
            throw EcsErrors.invalid("When startedBy is specified, it must be the only filter.");
        }
        ReadView view = ecs.store().view();
        Cluster cluster = ecs.cluster(view, request.cluster());
        TaskStatus desired = TaskShapes.status(request.desiredStatus()).orElse(TaskStatus.RUNNING);
        Optional<String> instance = Optional.ofNullable(request.containerInstance())
                .map(each -> ecs.instance(view, cluster, each)
                        .orElseThrow(() -> EcsErrors.invalid("Referenced container instance not found."))
                        .arn());
        Optional<String> service = Optional.ofNullable(request.serviceName())
                .map(each -> ecs.service(view, cluster, each)
                        .orElseThrow(EcsErrors::serviceNotFound)
                        .arn());
        List<String> arns = view.by(EcsTables.TASKS, EcsTables.TASKS_BY_CLUSTER, cluster.name()).stream()
                .filter(each -> each.desiredStatus() == desired)
                .filter(each ->
                        instance.isEmpty() || each.containerInstanceArn().equals(instance.get()))
                .filter(each -> service.isEmpty() || each.serviceArn().equals(service.get()))
                .filter(each ->
                        request.family() == null || each.taskDefinition().startsWith(request.family() + ":"))
                .filter(each -> request.startedBy() == null || each.startedBy().equals(request.startedBy()))
                .filter(each -> request.launchType() == null
                        || request.launchType().equals(LaunchTypes.of(view, each.containerInstanceArn())))
                .map(Task::arn)
                .sorted()
                .toList();
        Page page = Page.of(arns, request.nextToken(), request.maxResults());
        return new ListTasksResponse(page.items(), page.nextToken());
    }
}
