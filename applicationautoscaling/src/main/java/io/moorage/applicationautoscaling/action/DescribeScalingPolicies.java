package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.DescribeScalingPoliciesRequest;
import io.moorage.awsmodels.applicationautoscaling.DescribeScalingPoliciesResponse;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.store.ApplicationAutoScalingTables;

/** {@code API_DescribeScalingPolicies}. */
record DescribeScalingPolicies(ApplicationAutoScaling scaling)
        implements Action<DescribeScalingPoliciesRequest, DescribeScalingPoliciesResponse> {
    @Override
    public Operation<DescribeScalingPoliciesRequest, DescribeScalingPoliciesResponse> operation() {
        return ApplicationautoscalingOperations.DESCRIBE_SCALING_POLICIES;
    }

    @Override
    public DescribeScalingPoliciesResponse handle(DescribeScalingPoliciesRequest input, RequestContext context) {
        Pages<TargetPolicy> page = Pages.of(
                scaling.view().all(ApplicationAutoScalingTables.POLICIES).stream()
                        .filter(each -> Selected.is(
                                each.targetKey(),
                                input.serviceNamespace(),
                                input.resourceId(),
                                input.scalableDimension()))
                        .filter(each -> input.policyNames().isEmpty()
                                || input.policyNames().contains(each.name()))
                        .toList(),
                TargetPolicy::key,
                input.nextToken(),
                input.maxResults());
        return new DescribeScalingPoliciesResponse(
                page.items().stream()
                        .map(each -> Shapes.policy(scaling.view(), each))
                        .toList(),
                page.nextToken());
    }
}
