package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeletePolicyType;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.store.AutoScalingTables;
import java.util.Objects;

/** Deletes a scaling policy, with the alarms of target tracking. */
record DeletePolicy(AutoScaling autoScaling) implements GroupAction<DeletePolicyType, Empty> {
    @Override
    public Operation<DeletePolicyType, Empty> operation() {
        return AutoscalingOperations.DELETE_POLICY;
    }

    @Override
    public String groupName(DeletePolicyType input) {
        return Objects.requireNonNullElse(input.autoScalingGroupName(), "");
    }

    @Override
    public Empty handle(DeletePolicyType input, RequestContext context) {
        ScalingPolicy policy = Policies.named(autoScaling.view(), input.autoScalingGroupName(), input.policyName());
        PolicyAlarms.delete(autoScaling, policy.alarms());
        return autoScaling.store().transact(tx -> {
            tx.delete(AutoScalingTables.POLICIES, policy.key());
            return Empty.VALUE;
        });
    }
}
