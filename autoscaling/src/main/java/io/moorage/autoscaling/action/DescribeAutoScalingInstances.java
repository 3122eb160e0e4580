package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoScalingInstancesType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeAutoScalingInstancesType;
import io.moorage.base.Page;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.store.AutoScalingTables;

/** Shows instances of groups. */
record DescribeAutoScalingInstances(AutoScaling autoScaling)
        implements Action<DescribeAutoScalingInstancesType, AutoScalingInstancesType> {
    private static final int MOST = 50;

    @Override
    public Operation<DescribeAutoScalingInstancesType, AutoScalingInstancesType> operation() {
        return AutoscalingOperations.DESCRIBE_AUTO_SCALING_INSTANCES;
    }

    @Override
    public AutoScalingInstancesType handle(DescribeAutoScalingInstancesType input, RequestContext context) {
        Page<GroupInstance> page = Pages.of(
                GroupShapes.launched(autoScaling.view().all(AutoScalingTables.INSTANCES)).stream()
                        .filter(each -> input.instanceIds().isEmpty()
                                || input.instanceIds()
                                        .contains(each.instanceId().orElse("")))
                        .toList(),
                each -> each.instanceId().orElse(""),
                input.nextToken(),
                input.maxRecords(),
                MOST);
        return AutoScalingInstancesType.builder()
                .autoScalingInstances(page.map(GroupShapes::details).items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
