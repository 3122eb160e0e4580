package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.StopTaskRequest;
import io.moorage.awsmodels.ecs.StopTaskResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import java.util.List;

/** {@code API_StopTask}: asks its agent to; the task is STOPPED when the agent says so. */
public final class StopTask implements Action<StopTaskRequest, StopTaskResponse> {
    /** "Up to 255 characters are allowed in this message." */
    private static final int LONGEST_REASON = 255;

    private final Ecs ecs;

    public StopTask(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<StopTaskRequest, StopTaskResponse> operation() {
        return EcsOperations.STOP_TASK;
    }

    @Override
    public StopTaskResponse handle(StopTaskRequest request, RequestContext context) {
        String reason = request.reason() == null ? "" : request.reason();
        if (reason.length() > LONGEST_REASON) {
            throw EcsErrors.invalid("reason must have at most " + LONGEST_REASON + " characters.");
        }
        Task stopped = ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster());
            Task task = ecs.task(tx, cluster, request.task())
                    .orElseThrow(() -> EcsErrors.invalid("The referenced task was not found."));
            Task next = task.stopRequested(Stop.byUser(reason), context.now());
            ecs.writes().save(tx, task, next, context.now());
            return next;
        });
        return new StopTaskResponse(
                StandaloneTasks.write(ecs, ecs.store().view(), List.of(stopped)).getFirst());
    }
}
