package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeleteScheduledActionType;

/** Deletes a scheduled action. */
record DeleteScheduledAction(AutoScaling autoScaling) implements GroupAction<DeleteScheduledActionType, Empty> {
    @Override
    public Operation<DeleteScheduledActionType, Empty> operation() {
        return AutoscalingOperations.DELETE_SCHEDULED_ACTION;
    }

    @Override
    public String groupName(DeleteScheduledActionType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public Empty handle(DeleteScheduledActionType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            ScheduledActions.delete(tx, Groups.named(tx, input.autoScalingGroupName()), input.scheduledActionName());
            return Empty.VALUE;
        });
    }
}
