package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoScalingGroupNamesType;
import io.moorage.awsmodels.autoscaling.AutoScalingGroupsType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.base.Page;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;

/** Shows groups with their instances. */
record DescribeAutoScalingGroups(AutoScaling autoScaling)
        implements Action<AutoScalingGroupNamesType, AutoScalingGroupsType> {
    private static final int MOST = 100;

    @Override
    public Operation<AutoScalingGroupNamesType, AutoScalingGroupsType> operation() {
        return AutoscalingOperations.DESCRIBE_AUTO_SCALING_GROUPS;
    }

    @Override
    public AutoScalingGroupsType handle(AutoScalingGroupNamesType input, RequestContext context) {
        ReadView view = autoScaling.view();
        GroupFilters filters = GroupFilters.of(input.filters());
        Page<AutoScalingGroup> page = Pages.of(
                view.all(AutoScalingTables.GROUPS).stream()
                        .filter(each -> input.autoScalingGroupNames().isEmpty()
                                || input.autoScalingGroupNames().contains(each.name()))
                        .filter(filters::keepsGroup)
                        .toList(),
                AutoScalingGroup::name,
                input.nextToken(),
                input.maxRecords(),
                MOST);
        return AutoScalingGroupsType.builder()
                .autoScalingGroups(page.items().stream()
                        .map(each -> GroupShapes.group(view, autoScaling.config(), each))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
