package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.DescribeScalingActivitiesRequest;
import io.moorage.awsmodels.applicationautoscaling.DescribeScalingActivitiesResponse;
import io.moorage.model.applicationautoscaling.TargetActivity;
import io.moorage.store.ApplicationAutoScalingTables;
import java.util.Comparator;

/** {@code API_DescribeScalingActivities}: newest first, of the last six weeks. */
record DescribeScalingActivities(ApplicationAutoScaling scaling)
        implements Action<DescribeScalingActivitiesRequest, DescribeScalingActivitiesResponse> {
    @Override
    public Operation<DescribeScalingActivitiesRequest, DescribeScalingActivitiesResponse> operation() {
        return ApplicationautoscalingOperations.DESCRIBE_SCALING_ACTIVITIES;
    }

    @Override
    public DescribeScalingActivitiesResponse handle(DescribeScalingActivitiesRequest input, RequestContext context) {
        Pages<TargetActivity> page = Pages.of(
                scaling.view().all(ApplicationAutoScalingTables.ACTIVITIES).stream()
                        .filter(each -> Selected.is(
                                each.targetKey(),
                                input.serviceNamespace(),
                                input.resourceId(),
                                input.scalableDimension()))
                        .sorted(Comparator.comparing(TargetActivity::start, Comparator.reverseOrder())
                                .thenComparing(TargetActivity::id))
                        .toList(),
                TargetActivity::id,
                input.nextToken(),
                input.maxResults());
        return new DescribeScalingActivitiesResponse(
                page.items().stream().map(Shapes::activity).toList(), page.nextToken());
    }
}
