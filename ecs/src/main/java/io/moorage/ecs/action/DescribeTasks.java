package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DescribeTasksRequest;
import io.moorage.awsmodels.ecs.DescribeTasksResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.ecs.shape.PlacedTasks;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.EcsArns;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** {@code API_DescribeTasks}: stopped ones for an hour. */
public final class DescribeTasks implements Action<DescribeTasksRequest, DescribeTasksResponse> {
    private final Ecs ecs;

    public DescribeTasks(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DescribeTasksRequest, DescribeTasksResponse> operation() {
        return EcsOperations.DESCRIBE_TASKS;
    }

    @Override
    public DescribeTasksResponse handle(DescribeTasksRequest request, RequestContext context) {
        Lists.requireSome(request.tasks(), "Tasks");
        Lists.requireAtMost(100, request.tasks(), "tasks");
        ReadView view = ecs.store().view();
        Cluster cluster = ecs.cluster(view, request.cluster());
        boolean tags = request.include().contains("TAGS");
        List<io.moorage.awsmodels.ecs.Task> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String each : request.tasks()) {
            ecs.task(view, cluster, each)
                    .ifPresentOrElse(
                            task -> found.add(TaskShapes.write(
                                    ecs.arns(),
                                    task,
                                    view.find(EcsTables.TASK_DEFINITIONS, task.taskDefinition()),
                                    tags)),
                            () -> failures.add(
                                    Failures.missing(ecs.arns().task(cluster.name(), EcsArns.lastPart(each)))));
        }
        return new DescribeTasksResponse(
                found.stream().map(each -> PlacedTasks.shown(view, each)).toList(), failures);
    }
}
