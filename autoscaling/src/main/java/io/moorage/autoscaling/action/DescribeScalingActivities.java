package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.ActivitiesType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeScalingActivitiesType;
import io.moorage.base.Page;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import java.util.Collection;

/** Shows what groups did, the latest first, also before they were deleted; for six weeks. */
record DescribeScalingActivities(AutoScaling autoScaling)
        implements Action<DescribeScalingActivitiesType, ActivitiesType> {
    private static final int MOST = 100;

    @Override
    public Operation<DescribeScalingActivitiesType, ActivitiesType> operation() {
        return AutoscalingOperations.DESCRIBE_SCALING_ACTIVITIES;
    }

    @Override
    public ActivitiesType handle(DescribeScalingActivitiesType input, RequestContext context) {
        ReadView view = autoScaling.view();
        String group = input.autoScalingGroupName();
        boolean deleted = Boolean.TRUE.equals(input.includeDeletedGroups());
        if (group != null
                && !deleted
                && view.find(AutoScalingTables.GROUPS, group).isEmpty()) {
            throw Refusal.noGroup(group);
        }
        Collection<ScalingActivity> all = group == null
                ? view.all(AutoScalingTables.ACTIVITIES)
                : view.by(AutoScalingTables.ACTIVITIES, AutoScalingTables.ACTIVITIES_BY_GROUP, group);
        Page<ScalingActivity> page = Pages.of(
                all.stream()
                        .filter(each -> input.activityIds().isEmpty()
                                || input.activityIds().contains(each.id()))
                        .filter(each -> deleted || isOfPresentGroup(view, each))
                        .toList()
                        .reversed(),
                DescribeScalingActivities::order,
                input.nextToken(),
                input.maxRecords(),
                MOST);
        return ActivitiesType.builder()
                .activities(page.items().stream()
                        .map(each -> GroupShapes.activity(view, each))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean isOfPresentGroup(ReadView view, ScalingActivity activity) {
        return view.find(AutoScalingTables.GROUPS, activity.groupName())
                .filter(group -> group.arn().equals(activity.groupArn()))
                .isPresent();
    }

    /** Ascends from the latest to the first. */
    private static String order(ScalingActivity activity) {
        return "%019d".formatted(Long.MAX_VALUE - Long.parseLong(activity.key()));
    }
}
