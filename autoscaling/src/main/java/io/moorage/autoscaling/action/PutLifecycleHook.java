package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookAnswer;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.LifecycleHook;
import io.moorage.store.AutoScalingTables;

/** Makes a lifecycle hook, or changes the one of that name. */
record PutLifecycleHook(AutoScaling autoScaling) implements GroupAction<PutLifecycleHookType, PutLifecycleHookAnswer> {
    @Override
    public Operation<PutLifecycleHookType, PutLifecycleHookAnswer> operation() {
        return AutoscalingOperations.PUT_LIFECYCLE_HOOK;
    }

    @Override
    public String groupName(PutLifecycleHookType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public PutLifecycleHookAnswer handle(PutLifecycleHookType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            LifecycleHook hook = Hooks.read(
                    group.name(),
                    input.lifecycleHookName(),
                    input.lifecycleTransition(),
                    input.notificationMetadata(),
                    input.heartbeatTimeout(),
                    input.defaultResult(),
                    input.notificationTargetARN());
            boolean made = tx.find(AutoScalingTables.HOOKS, hook.key()).isEmpty();
            if (made && Hooks.of(tx, group.name()).size() >= Hooks.MOST) {
                throw Refusal.limitExceeded("A group has at most " + Hooks.MOST + " lifecycle hooks.");
            }
            tx.put(AutoScalingTables.HOOKS, hook);
            return PutLifecycleHookAnswer.builder().build();
        });
    }
}
