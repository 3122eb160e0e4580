package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.DescribeScheduledActionsRequest;
import io.moorage.awsmodels.applicationautoscaling.DescribeScheduledActionsResponse;
import io.moorage.model.applicationautoscaling.TargetSchedule;
import io.moorage.store.ApplicationAutoScalingTables;

/** {@code API_DescribeScheduledActions}. */
record DescribeScheduledActions(ApplicationAutoScaling scaling)
        implements Action<DescribeScheduledActionsRequest, DescribeScheduledActionsResponse> {
    @Override
    public Operation<DescribeScheduledActionsRequest, DescribeScheduledActionsResponse> operation() {
        return ApplicationautoscalingOperations.DESCRIBE_SCHEDULED_ACTIONS;
    }

    @Override
    public DescribeScheduledActionsResponse handle(DescribeScheduledActionsRequest input, RequestContext context) {
        Pages<TargetSchedule> page = Pages.of(
                scaling.view().all(ApplicationAutoScalingTables.SCHEDULES).stream()
                        .filter(each -> Selected.is(
                                each.targetKey(),
                                input.serviceNamespace(),
                                input.resourceId(),
                                input.scalableDimension()))
                        .filter(each -> input.scheduledActionNames().isEmpty()
                                || input.scheduledActionNames().contains(each.name()))
                        .toList(),
                TargetSchedule::key,
                input.nextToken(),
                input.maxResults());
        return new DescribeScheduledActionsResponse(
                page.items().stream().map(Shapes::schedule).toList(), page.nextToken());
    }
}
