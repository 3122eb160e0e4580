package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.ScalingProcessQuery;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Stops a group from doing some things by itself. */
record SuspendProcesses(AutoScaling autoScaling) implements GroupAction<ScalingProcessQuery, Empty> {
    @Override
    public Operation<ScalingProcessQuery, Empty> operation() {
        return AutoscalingOperations.SUSPEND_PROCESSES;
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
            String reason = "User suspended at " + context.now().truncatedTo(ChronoUnit.SECONDS);
            Processes.of(input).forEach(each -> suspended.putIfAbsent(each, reason));
            tx.update(AutoScalingTables.GROUPS, group.withSuspended(suspended));
            return Empty.VALUE;
        });
    }
}
