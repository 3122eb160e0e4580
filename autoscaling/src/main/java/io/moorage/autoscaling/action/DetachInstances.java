package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DetachInstancesAnswer;
import io.moorage.awsmodels.autoscaling.DetachInstancesQuery;

/** Takes instances out of a group, and first out of its load balancers; they go on running. */
record DetachInstances(AutoScaling autoScaling) implements GroupAction<DetachInstancesQuery, DetachInstancesAnswer> {
    @Override
    public Operation<DetachInstancesQuery, DetachInstancesAnswer> operation() {
        return AutoscalingOperations.DETACH_INSTANCES;
    }

    @Override
    public String groupName(DetachInstancesQuery input) {
        return input.autoScalingGroupName();
    }

    @Override
    public DetachInstancesAnswer handle(DetachInstancesQuery input, RequestContext context) {
        return DetachInstancesAnswer.builder()
                .activities(Moves.DETACH.make(
                        autoScaling,
                        input.autoScalingGroupName(),
                        input.instanceIds(),
                        Boolean.TRUE.equals(input.shouldDecrementDesiredCapacity()),
                        context.now()))
                .build();
    }
}
