package io.moorage.autoscaling.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.BatchDeleteScheduledActionAnswer;
import io.moorage.awsmodels.autoscaling.BatchDeleteScheduledActionType;
import io.moorage.awsmodels.autoscaling.FailedScheduledUpdateGroupActionRequest;
import io.moorage.model.autoscaling.AutoScalingGroup;
import java.util.ArrayList;
import java.util.List;

/** Deletes scheduled actions, of which each may fail alone. */
record BatchDeleteScheduledAction(AutoScaling autoScaling)
        implements GroupAction<BatchDeleteScheduledActionType, BatchDeleteScheduledActionAnswer> {
    @Override
    public Operation<BatchDeleteScheduledActionType, BatchDeleteScheduledActionAnswer> operation() {
        return AutoscalingOperations.BATCH_DELETE_SCHEDULED_ACTION;
    }

    @Override
    public String groupName(BatchDeleteScheduledActionType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public BatchDeleteScheduledActionAnswer handle(BatchDeleteScheduledActionType input, RequestContext context) {
        List<FailedScheduledUpdateGroupActionRequest> failed = new ArrayList<>();
        autoScaling.store().transact(tx -> {
            failed.clear();
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            for (String name : input.scheduledActionNames()) {
                try {
                    ScheduledActions.delete(tx, group, name);
                } catch (AwsException e) {
                    failed.add(BatchPutScheduledUpdateGroupAction.failure(name, e));
                }
            }
            return group;
        });
        return BatchDeleteScheduledActionAnswer.builder()
                .failedScheduledActions(failed)
                .build();
    }
}
