package io.moorage.autoscaling.action;

import io.moorage.autoscaling.GroupRemoval;
import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeleteAutoScalingGroupType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.store.AutoScalingTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Deletes a group without instances at once; with {@code ForceDelete}, as soon as they are terminated. */
record DeleteAutoScalingGroup(AutoScaling autoScaling) implements GroupAction<DeleteAutoScalingGroupType, Empty> {
    @Override
    public Operation<DeleteAutoScalingGroupType, Empty> operation() {
        return AutoscalingOperations.DELETE_AUTO_SCALING_GROUP;
    }

    @Override
    public String groupName(DeleteAutoScalingGroupType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public Empty handle(DeleteAutoScalingGroupType input, RequestContext context) {
        boolean forced = Boolean.TRUE.equals(input.forceDelete());
        List<String> alarms = new ArrayList<>();
        Empty done = autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            alarms.clear();
            Policies.of(tx, group.name()).forEach(each -> alarms.addAll(each.alarms()));
            Collection<GroupInstance> members = Groups.members(tx, group.name());
            if (!forced && members.stream().anyMatch(each -> !each.state().isEnding())) {
                throw Refusal.inUse("You cannot delete an AutoScalingGroup while there are instances or pending Spot "
                        + "instance request(s) still in the group.");
            }
            if (!forced && !members.isEmpty()) {
                throw Refusal.inProgress("You cannot delete an AutoScalingGroup while there are scaling activities in "
                        + "progress for that group.");
            }
            if (members.isEmpty()) {
                GroupRemoval.remove(tx, group.name());
            } else {
                tx.update(
                        AutoScalingTables.GROUPS,
                        group.beingDeleted(Causes.at(
                                context.now(),
                                "a user request force deleted AutoScalingGroup changing the desired capacity from "
                                        + group.desired() + " to 0.")));
            }
            return Empty.VALUE;
        });
        PolicyAlarms.delete(autoScaling, alarms);
        return done;
    }
}
