package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeAccountLimitsAnswer;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;

/** How many groups and launch configurations there may be, and are. */
record DescribeAccountLimits(AutoScaling autoScaling) implements Action<Empty, DescribeAccountLimitsAnswer> {
    @Override
    public Operation<Empty, DescribeAccountLimitsAnswer> operation() {
        return AutoscalingOperations.DESCRIBE_ACCOUNT_LIMITS;
    }

    @Override
    public DescribeAccountLimitsAnswer handle(Empty input, RequestContext context) {
        ReadView view = autoScaling.view();
        return DescribeAccountLimitsAnswer.builder()
                .maxNumberOfAutoScalingGroups(CreateAutoScalingGroup.MOST_GROUPS)
                .maxNumberOfLaunchConfigurations(CreateLaunchConfiguration.MOST)
                .numberOfAutoScalingGroups(view.all(AutoScalingTables.GROUPS).size())
                .numberOfLaunchConfigurations(
                        view.all(AutoScalingTables.LAUNCH_CONFIGURATIONS).size())
                .build();
    }
}
