package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.DeleteScalingPolicyRequest;
import io.moorage.awsmodels.applicationautoscaling.DeleteScalingPolicyResponse;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.store.ApplicationAutoScalingTables;
import java.util.Map;

/** {@code API_DeleteScalingPolicy}: with the alarms that target tracking made. */
record DeleteScalingPolicy(ApplicationAutoScaling scaling)
        implements TargetAction<DeleteScalingPolicyRequest, DeleteScalingPolicyResponse> {
    @Override
    public Operation<DeleteScalingPolicyRequest, DeleteScalingPolicyResponse> operation() {
        return ApplicationautoscalingOperations.DELETE_SCALING_POLICY;
    }

    @Override
    public Named named(DeleteScalingPolicyRequest input) {
        return new Named(input.serviceNamespace(), input.resourceId(), input.scalableDimension(), Map.of());
    }

    @Override
    public DeleteScalingPolicyResponse handle(DeleteScalingPolicyRequest input, RequestContext context) {
        TargetPolicy deleted = scaling.store().transact(tx -> {
            String target = ScalableTarget.key(input.resourceId(), input.scalableDimension());
            TargetPolicy policy = tx.find(
                            ApplicationAutoScalingTables.POLICIES, TargetPolicy.key(target, input.policyName()))
                    .orElseThrow(() -> ApplicationAutoScaling.notFound("No scaling policy found for service namespace: "
                            + input.serviceNamespace() + ", resource ID: " + input.resourceId()
                            + ", scalable dimension: " + input.scalableDimension() + ", policy name: "
                            + input.policyName()));
            tx.delete(ApplicationAutoScalingTables.POLICIES, policy.key());
            return policy;
        });
        scaling.alarms().delete(scaling.view(), deleted.alarms());
        return new DeleteScalingPolicyResponse();
    }
}
