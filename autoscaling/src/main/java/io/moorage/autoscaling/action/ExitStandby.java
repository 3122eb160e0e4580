package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.ExitStandbyAnswer;
import io.moorage.awsmodels.autoscaling.ExitStandbyQuery;

/** Puts instances back into service, by way of Pending. */
record ExitStandby(AutoScaling autoScaling) implements GroupAction<ExitStandbyQuery, ExitStandbyAnswer> {
    @Override
    public Operation<ExitStandbyQuery, ExitStandbyAnswer> operation() {
        return AutoscalingOperations.EXIT_STANDBY;
    }

    @Override
    public String groupName(ExitStandbyQuery input) {
        return input.autoScalingGroupName();
    }

    @Override
    public ExitStandbyAnswer handle(ExitStandbyQuery input, RequestContext context) {
        return ExitStandbyAnswer.builder()
                .activities(Moves.EXIT_STANDBY.make(
                        autoScaling, input.autoScalingGroupName(), input.instanceIds(), false, context.now()))
                .build();
    }
}
