package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.PutScheduledUpdateGroupActionType;
import io.moorage.awsmodels.autoscaling.ScheduledUpdateGroupActionRequest;
import io.moorage.model.autoscaling.AutoScalingGroup;

/** Changes a group's size at a time, or at times that recur. */
record PutScheduledUpdateGroupAction(AutoScaling autoScaling)
        implements GroupAction<PutScheduledUpdateGroupActionType, Empty> {
    @Override
    public Operation<PutScheduledUpdateGroupActionType, Empty> operation() {
        return AutoscalingOperations.PUT_SCHEDULED_UPDATE_GROUP_ACTION;
    }

    @Override
    public String groupName(PutScheduledUpdateGroupActionType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public Empty handle(PutScheduledUpdateGroupActionType input, RequestContext context) {
        var request = ScheduledUpdateGroupActionRequest.builder()
                .scheduledActionName(input.scheduledActionName())
                .startTime(input.startTime() == null ? input.time() : input.startTime())
                .endTime(input.endTime())
                .recurrence(input.recurrence())
                .minSize(input.minSize())
                .maxSize(input.maxSize())
                .desiredCapacity(input.desiredCapacity())
                .timeZone(input.timeZone())
                .build();
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            ScheduledActions.put(tx, autoScaling, group, request, context.now());
            return Empty.VALUE;
        });
    }
}
