package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DeleteTaskSetRequest;
import io.moorage.awsmodels.ecs.DeleteTaskSetResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.TaskSet;

/** {@code API_DeleteTaskSet}: its tasks stop, then it is gone; without force only when it is scaled to nothing. */
public final class DeleteTaskSet implements Action<DeleteTaskSetRequest, DeleteTaskSetResponse> {
    private final Ecs ecs;

    public DeleteTaskSet(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DeleteTaskSetRequest, DeleteTaskSetResponse> operation() {
        return EcsOperations.DELETE_TASK_SET;
    }

    @Override
    public DeleteTaskSetResponse handle(DeleteTaskSetRequest request, RequestContext context) {
        boolean force = request.force() != null && request.force();
        return new DeleteTaskSetResponse(TaskSetRequests.change(
                ecs, request.cluster(), request.service(), request.taskSet(), context.now(), (service, set) -> {
                    if (set.status() == TaskSet.Status.PRIMARY
                            && service.taskSets().size() > 1) {
                        throw EcsErrors.invalid("The primary task set cannot be deleted while there are others.");
                    }
                    if (!force && set.scalePercent() > 0) {
                        throw EcsErrors.invalid("The task set cannot be deleted while it is scaled above 0.");
                    }
                    return service.withTaskSet(set.in(TaskSet.Status.DRAINING, context.now()))
                            .unsteady();
                }));
    }
}
