package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DescribeTaskSetsRequest;
import io.moorage.awsmodels.ecs.DescribeTaskSetsResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.ecs.shape.TaskSetShapes;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.TaskSet;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** {@code API_DescribeTaskSets}: all of the service when none is named. */
public final class DescribeTaskSets implements Action<DescribeTaskSetsRequest, DescribeTaskSetsResponse> {
    private final Ecs ecs;

    public DescribeTaskSets(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DescribeTaskSetsRequest, DescribeTaskSetsResponse> operation() {
        return EcsOperations.DESCRIBE_TASK_SETS;
    }

    @Override
    public DescribeTaskSetsResponse handle(DescribeTaskSetsRequest request, RequestContext context) {
        ReadView view = ecs.store().view();
        Service service = TaskSetRequests.external(ecs, view, ecs.cluster(view, request.cluster()), request.service());
        boolean tags = request.include().contains("TAGS");
        List<io.moorage.awsmodels.ecs.TaskSet> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        List<String> names = request.taskSets().isEmpty()
                ? service.taskSets().stream().map(TaskSet::id).toList()
                : request.taskSets();
        for (String each : names) {
            service.taskSet(each)
                    .ifPresentOrElse(
                            set -> found.add(TaskSetShapes.write(view, ecs.arns(), service, set, tags)),
                            () -> failures.add(Failures.missing(each)));
        }
        return new DescribeTaskSetsResponse(found, failures);
    }
}
