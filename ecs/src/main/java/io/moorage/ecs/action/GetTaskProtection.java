package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.GetTaskProtectionRequest;
import io.moorage.awsmodels.ecs.GetTaskProtectionResponse;
import io.moorage.awsmodels.ecs.ProtectedTask;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code API_GetTaskProtection}: of the tasks named, or of all of the cluster's services. */
public final class GetTaskProtection implements Action<GetTaskProtectionRequest, GetTaskProtectionResponse> {
    private static final int MOST_TASKS = 100;

    private final Ecs ecs;

    public GetTaskProtection(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<GetTaskProtectionRequest, GetTaskProtectionResponse> operation() {
        return EcsOperations.GET_TASK_PROTECTION;
    }

    @Override
    public GetTaskProtectionResponse handle(GetTaskProtectionRequest request, RequestContext context) {
        if (request.tasks().size() > MOST_TASKS) {
            throw EcsErrors.invalid("tasks must have at most 100 entries.");
        }
        ReadView view = ecs.store().view();
        Cluster cluster = ecs.cluster(view, request.cluster());
        List<String> names = request.tasks().isEmpty() ? allOf(view, cluster) : request.tasks();
        List<ProtectedTask> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String each : names) {
            Optional<Task> task = ecs.task(view, cluster, each).filter(known -> !known.stopped());
            if (task.isEmpty()) {
                failures.add(Failures.missing(ecs.arns().task(cluster.name(), EcsArns.lastPart(each))));
            } else {
                ProtectedTasks.unfit(task.get())
                        .ifPresentOrElse(
                                failures::add, () -> found.add(ProtectedTasks.write(task.get(), context.now())));
            }
        }
        return new GetTaskProtectionResponse(found, failures);
    }

    private static List<String> allOf(ReadView view, Cluster cluster) {
        return view.by(EcsTables.TASKS, EcsTables.TASKS_BY_CLUSTER, cluster.name()).stream()
                .filter(each -> !each.stopped() && !each.serviceArn().isEmpty())
                .map(Task::arn)
                .sorted()
                .limit(MOST_TASKS)
                .toList();
    }
}
