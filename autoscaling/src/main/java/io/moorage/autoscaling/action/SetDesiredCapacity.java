package io.moorage.autoscaling.action;

import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.SetDesiredCapacityType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;

/** Changes how many instances a group wants. */
record SetDesiredCapacity(AutoScaling autoScaling) implements GroupAction<SetDesiredCapacityType, Empty> {
    @Override
    public Operation<SetDesiredCapacityType, Empty> operation() {
        return AutoscalingOperations.SET_DESIRED_CAPACITY;
    }

    @Override
    public String groupName(SetDesiredCapacityType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public Empty handle(SetDesiredCapacityType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            int wanted = input.desiredCapacity();
            if (wanted > group.settings().max()) {
                throw Refusal.invalid("New SetDesiredCapacity value " + wanted + " is above max value "
                        + group.settings().max() + " for the AutoScalingGroup.");
            }
            if (wanted < group.settings().min()) {
                throw Refusal.invalid("New SetDesiredCapacity value " + wanted + " is below min value "
                        + group.settings().min() + " for the AutoScalingGroup.");
            }
            if (Boolean.TRUE.equals(input.honorCooldown()) && group.isCoolingDown(context.now())) {
                throw Refusal.inProgress(
                        "Scaling activity in progress and the group's cooldown period is not over; the "
                                + "desired capacity stays " + group.desired() + ".");
            }
            tx.update(
                    AutoScalingTables.GROUPS,
                    group.wanting(
                            wanted, Causes.at(context.now(), "a user request explicitly set group desired capacity")));
            return Empty.VALUE;
        });
    }
}
