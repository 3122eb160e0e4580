package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeleteLifecycleHookAnswer;
import io.moorage.awsmodels.autoscaling.DeleteLifecycleHookType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;

/** Deletes a lifecycle hook; who waits for it goes on: to its end, or with it. */
record DeleteLifecycleHook(AutoScaling autoScaling)
        implements GroupAction<DeleteLifecycleHookType, DeleteLifecycleHookAnswer> {
    @Override
    public Operation<DeleteLifecycleHookType, DeleteLifecycleHookAnswer> operation() {
        return AutoscalingOperations.DELETE_LIFECYCLE_HOOK;
    }

    @Override
    public String groupName(DeleteLifecycleHookType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public DeleteLifecycleHookAnswer handle(DeleteLifecycleHookType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            tx.delete(
                    AutoScalingTables.HOOKS,
                    Hooks.named(tx, group.name(), input.lifecycleHookName()).key());
            return DeleteLifecycleHookAnswer.builder().build();
        });
    }
}
