package io.moorage.autoscaling.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.BatchPutScheduledUpdateGroupActionAnswer;
import io.moorage.awsmodels.autoscaling.BatchPutScheduledUpdateGroupActionType;
import io.moorage.awsmodels.autoscaling.FailedScheduledUpdateGroupActionRequest;
import io.moorage.awsmodels.autoscaling.ScheduledUpdateGroupActionRequest;
import io.moorage.model.autoscaling.AutoScalingGroup;
import java.util.ArrayList;
import java.util.List;

/** As PutScheduledUpdateGroupAction for several, of which each may fail alone. */
record BatchPutScheduledUpdateGroupAction(AutoScaling autoScaling)
        implements GroupAction<BatchPutScheduledUpdateGroupActionType, BatchPutScheduledUpdateGroupActionAnswer> {
    @Override
    public Operation<BatchPutScheduledUpdateGroupActionType, BatchPutScheduledUpdateGroupActionAnswer> operation() {
        return AutoscalingOperations.BATCH_PUT_SCHEDULED_UPDATE_GROUP_ACTION;
    }

    @Override
    public String groupName(BatchPutScheduledUpdateGroupActionType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public BatchPutScheduledUpdateGroupActionAnswer handle(
            BatchPutScheduledUpdateGroupActionType input, RequestContext context) {
        List<FailedScheduledUpdateGroupActionRequest> failed = new ArrayList<>();
        autoScaling.store().transact(tx -> {
            failed.clear();
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            for (ScheduledUpdateGroupActionRequest each : input.scheduledUpdateGroupActions()) {
                try {
                    ScheduledActions.put(tx, autoScaling, group, each, context.now());
                } catch (AwsException e) {
                    failed.add(failure(each.scheduledActionName(), e));
                }
            }
            return group;
        });
        return BatchPutScheduledUpdateGroupActionAnswer.builder()
                .failedScheduledUpdateGroupActions(failed)
                .build();
    }

    static FailedScheduledUpdateGroupActionRequest failure(String name, AwsException why) {
        return FailedScheduledUpdateGroupActionRequest.builder()
                .scheduledActionName(name)
                .errorCode(why.code())
                .errorMessage(why.getMessage())
                .build();
    }
}
