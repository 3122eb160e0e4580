package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.RecordLifecycleActionHeartbeatAnswer;
import io.moorage.awsmodels.autoscaling.RecordLifecycleActionHeartbeatType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleHook;
import io.moorage.store.AutoScalingTables;
import java.util.List;

/** Gives an instance more time at a lifecycle hook. */
record RecordLifecycleActionHeartbeat(AutoScaling autoScaling)
        implements GroupAction<RecordLifecycleActionHeartbeatType, RecordLifecycleActionHeartbeatAnswer> {
    @Override
    public Operation<RecordLifecycleActionHeartbeatType, RecordLifecycleActionHeartbeatAnswer> operation() {
        return AutoscalingOperations.RECORD_LIFECYCLE_ACTION_HEARTBEAT;
    }

    @Override
    public String groupName(RecordLifecycleActionHeartbeatType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public RecordLifecycleActionHeartbeatAnswer handle(
            RecordLifecycleActionHeartbeatType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            LifecycleHook hook = Hooks.named(tx, group.name(), input.lifecycleHookName());
            Hooks.Waiting waiting =
                    Hooks.waiting(tx, group, hook.name(), input.lifecycleActionToken(), input.instanceId());
            List<GroupInstance.HookWait> waits = waiting.member().waits().stream()
                    .map(each -> each.equals(waiting.at()) ? hook.heartbeat(each, context.now()) : each)
                    .toList();
            tx.update(AutoScalingTables.INSTANCES, waiting.member().withWaits(waits));
            return RecordLifecycleActionHeartbeatAnswer.builder().build();
        });
    }
}
