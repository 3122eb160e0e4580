package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.DescribeScalableTargetsRequest;
import io.moorage.awsmodels.applicationautoscaling.DescribeScalableTargetsResponse;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.store.ApplicationAutoScalingTables;

/** {@code API_DescribeScalableTargets}. */
record DescribeScalableTargets(ApplicationAutoScaling scaling)
        implements Action<DescribeScalableTargetsRequest, DescribeScalableTargetsResponse> {
    @Override
    public Operation<DescribeScalableTargetsRequest, DescribeScalableTargetsResponse> operation() {
        return ApplicationautoscalingOperations.DESCRIBE_SCALABLE_TARGETS;
    }

    @Override
    public DescribeScalableTargetsResponse handle(DescribeScalableTargetsRequest input, RequestContext context) {
        Pages<ScalableTarget> page = Pages.of(
                scaling.view().all(ApplicationAutoScalingTables.TARGETS).stream()
                        .filter(each -> input.serviceNamespace().equals(ScalableTarget.NAMESPACE))
                        .filter(each -> input.resourceIds().isEmpty()
                                || input.resourceIds().contains(each.resourceId()))
                        .filter(each -> input.scalableDimension() == null
                                || input.scalableDimension().equals(each.dimension()))
                        .toList(),
                ScalableTarget::key,
                input.nextToken(),
                input.maxResults());
        return new DescribeScalableTargetsResponse(
                page.items().stream().map(Shapes::target).toList(), page.nextToken());
    }
}
