package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateTaskSetRequest;
import io.moorage.awsmodels.ecs.UpdateTaskSetResponse;

/** {@code API_UpdateTaskSet}: its scale. */
public final class UpdateTaskSet implements Action<UpdateTaskSetRequest, UpdateTaskSetResponse> {
    private final Ecs ecs;

    public UpdateTaskSet(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UpdateTaskSetRequest, UpdateTaskSetResponse> operation() {
        return EcsOperations.UPDATE_TASK_SET;
    }

    @Override
    public UpdateTaskSetResponse handle(UpdateTaskSetRequest request, RequestContext context) {
        double percent = TaskSetRequests.percent(request.scale(), 0);
        return new UpdateTaskSetResponse(TaskSetRequests.change(
                ecs,
                request.cluster(),
                request.service(),
                request.taskSet(),
                context.now(),
                (service, set) ->
                        service.withTaskSet(set.scaled(percent, context.now())).unsteady()));
    }
}
