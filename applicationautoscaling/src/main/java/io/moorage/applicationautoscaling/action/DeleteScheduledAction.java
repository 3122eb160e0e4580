package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.DeleteScheduledActionRequest;
import io.moorage.awsmodels.applicationautoscaling.DeleteScheduledActionResponse;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetSchedule;
import io.moorage.store.ApplicationAutoScalingTables;
import java.util.Map;

/** {@code API_DeleteScheduledAction}. */
record DeleteScheduledAction(ApplicationAutoScaling scaling)
        implements TargetAction<DeleteScheduledActionRequest, DeleteScheduledActionResponse> {
    @Override
    public Operation<DeleteScheduledActionRequest, DeleteScheduledActionResponse> operation() {
        return ApplicationautoscalingOperations.DELETE_SCHEDULED_ACTION;
    }

    @Override
    public Named named(DeleteScheduledActionRequest input) {
        return new Named(input.serviceNamespace(), input.resourceId(), input.scalableDimension(), Map.of());
    }

    @Override
    public DeleteScheduledActionResponse handle(DeleteScheduledActionRequest input, RequestContext context) {
        scaling.store().transact(tx -> {
            String target = ScalableTarget.key(input.resourceId(), input.scalableDimension());
            String key = TargetSchedule.key(target, input.scheduledActionName());
            if (tx.find(ApplicationAutoScalingTables.SCHEDULES, key).isEmpty()) {
                throw ApplicationAutoScaling.notFound("No scheduled action found for service namespace: "
                        + input.serviceNamespace() + ", resource ID: " + input.resourceId()
                        + ", scalable dimension: " + input.scalableDimension() + ", scheduled action name: "
                        + input.scheduledActionName());
            }
            tx.delete(ApplicationAutoScalingTables.SCHEDULES, key);
            return key;
        });
        return new DeleteScheduledActionResponse();
    }
}
