package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CompleteLifecycleActionAnswer;
import io.moorage.awsmodels.autoscaling.CompleteLifecycleActionType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.store.AutoScalingTables;
import java.util.List;

/**
 * Lets an instance go on, or abandons it: a new one is then terminated, and one that ends waits for no other hook ("ABANDON stops any
 * remaining actions, such as other lifecycle hooks").
 */
record CompleteLifecycleAction(AutoScaling autoScaling)
        implements GroupAction<CompleteLifecycleActionType, CompleteLifecycleActionAnswer> {
    @Override
    public Operation<CompleteLifecycleActionType, CompleteLifecycleActionAnswer> operation() {
        return AutoscalingOperations.COMPLETE_LIFECYCLE_ACTION;
    }

    @Override
    public String groupName(CompleteLifecycleActionType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public CompleteLifecycleActionAnswer handle(CompleteLifecycleActionType input, RequestContext context) {
        boolean continues = Hooks.continues(input.lifecycleActionResult());
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            Hooks.Waiting waiting = Hooks.waiting(
                    tx, group, input.lifecycleHookName(), input.lifecycleActionToken(), input.instanceId());
            GroupInstance member = waiting.member();
            tx.update(AutoScalingTables.INSTANCES, continues ? member.withWaits(waiting.others()) : abandoned(waiting));
            return CompleteLifecycleActionAnswer.builder().build();
        });
    }

    private static GroupInstance abandoned(Hooks.Waiting waiting) {
        GroupInstance member = waiting.member();
        return member.state().isEnding() ? member.withWaits(List.of()) : member.abandoned(waiting.at());
    }
}
