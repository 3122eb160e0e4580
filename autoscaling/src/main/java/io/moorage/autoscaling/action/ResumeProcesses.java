package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.ScalingProcessQuery;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;
import java.util.HashMap;
import java.util.Map;

/** Lets a group do again what it was stopped from. */
record ResumeProcesses(AutoScaling autoScaling) implements GroupAction<ScalingProcessQuery, Empty> {
    @Override
    public Operation<ScalingProcessQuery, Empty> operation() {
        return AutoscalingOperations.RESUME_PROCESSES;
    }

    @Override
    public String groupName(ScalingProcessQuery input) {
        return input.autoScalingGroupName();
    }

    @Override
    public Empty handle(ScalingProcessQuery input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            Map<String, String> suspended = new HashMap<>(group.suspended());
            suspended.keySet().removeAll(Processes.of(input));
            tx.update(AutoScalingTables.GROUPS, group.withSuspended(suspended));
            return Empty.VALUE;
        });
    }
}
