package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateServicePrimaryTaskSetRequest;
import io.moorage.awsmodels.ecs.UpdateServicePrimaryTaskSetResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.TaskSet;
import java.time.Instant;

/** {@code API_UpdateServicePrimaryTaskSet}: the others are ACTIVE then. */
public final class UpdateServicePrimaryTaskSet
        implements Action<UpdateServicePrimaryTaskSetRequest, UpdateServicePrimaryTaskSetResponse> {
    private final Ecs ecs;

    public UpdateServicePrimaryTaskSet(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UpdateServicePrimaryTaskSetRequest, UpdateServicePrimaryTaskSetResponse> operation() {
        return EcsOperations.UPDATE_SERVICE_PRIMARY_TASK_SET;
    }

    @Override
    public UpdateServicePrimaryTaskSetResponse handle(
            UpdateServicePrimaryTaskSetRequest request, RequestContext context) {
        return new UpdateServicePrimaryTaskSetResponse(TaskSetRequests.change(
                ecs, request.cluster(), request.service(), request.primaryTaskSet(), context.now(), (service, set) -> {
                    if (set.status() == TaskSet.Status.DRAINING) {
                        throw EcsErrors.invalid("The specified task set is draining.");
                    }
                    return service.withTaskSets(service.taskSets().stream()
                            .map(each -> each.id().equals(set.id())
                                    ? each.in(TaskSet.Status.PRIMARY, context.now())
                                    : demoted(each, context.now()))
                            .toList());
                }));
    }

    private static TaskSet demoted(TaskSet set, Instant now) {
        return set.status() == TaskSet.Status.PRIMARY ? set.in(TaskSet.Status.ACTIVE, now) : set;
    }
}
