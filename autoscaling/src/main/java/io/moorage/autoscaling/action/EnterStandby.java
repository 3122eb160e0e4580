package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.EnterStandbyAnswer;
import io.moorage.awsmodels.autoscaling.EnterStandbyQuery;

/** Takes instances out of service that stay in the group; while they are there nobody checks their health. */
record EnterStandby(AutoScaling autoScaling) implements GroupAction<EnterStandbyQuery, EnterStandbyAnswer> {
    @Override
    public Operation<EnterStandbyQuery, EnterStandbyAnswer> operation() {
        return AutoscalingOperations.ENTER_STANDBY;
    }

    @Override
    public String groupName(EnterStandbyQuery input) {
        return input.autoScalingGroupName();
    }

    @Override
    public EnterStandbyAnswer handle(EnterStandbyQuery input, RequestContext context) {
        return EnterStandbyAnswer.builder()
                .activities(Moves.ENTER_STANDBY.make(
                        autoScaling,
                        input.autoScalingGroupName(),
                        input.instanceIds(),
                        Boolean.TRUE.equals(input.shouldDecrementDesiredCapacity()),
                        context.now()))
                .build();
    }
}
