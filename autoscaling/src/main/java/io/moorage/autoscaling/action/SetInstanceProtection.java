package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.SetInstanceProtectionAnswer;
import io.moorage.awsmodels.autoscaling.SetInstanceProtectionQuery;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.store.AutoScalingTables;

/** Keeps instances from being chosen when the group shrinks, or no longer. */
record SetInstanceProtection(AutoScaling autoScaling)
        implements GroupAction<SetInstanceProtectionQuery, SetInstanceProtectionAnswer> {
    @Override
    public Operation<SetInstanceProtectionQuery, SetInstanceProtectionAnswer> operation() {
        return AutoscalingOperations.SET_INSTANCE_PROTECTION;
    }

    @Override
    public String groupName(SetInstanceProtectionQuery input) {
        return input.autoScalingGroupName();
    }

    @Override
    public SetInstanceProtectionAnswer handle(SetInstanceProtectionQuery input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            for (GroupInstance each : Groups.membersOf(tx, group, input.instanceIds())) {
                if (each.state().isEnding()) {
                    throw Refusal.invalid("The instance " + each.instanceId().orElse("")
                            + " is not in InService or EnteringStandby or Standby.");
                }
                tx.update(
                        AutoScalingTables.INSTANCES,
                        each.withProtection(Boolean.TRUE.equals(input.protectedFromScaleIn())));
            }
            return SetInstanceProtectionAnswer.builder().build();
        });
    }
}
