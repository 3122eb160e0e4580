package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DetachLoadBalancersResultType;
import io.moorage.awsmodels.autoscaling.DetachLoadBalancersType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;
import java.util.List;

/** Takes load balancers from a group. */
record DetachLoadBalancers(AutoScaling autoScaling)
        implements GroupAction<DetachLoadBalancersType, DetachLoadBalancersResultType> {
    @Override
    public Operation<DetachLoadBalancersType, DetachLoadBalancersResultType> operation() {
        return AutoscalingOperations.DETACH_LOAD_BALANCERS;
    }

    @Override
    public String groupName(DetachLoadBalancersType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public DetachLoadBalancersResultType handle(DetachLoadBalancersType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            List<String> missing = input.loadBalancerNames().stream()
                    .filter(each -> !group.loadBalancers().contains(each))
                    .toList();
            if (!missing.isEmpty()) {
                throw Refusal.invalid("Trying to remove Load Balancers that are not part of the group: " + missing);
            }
            tx.update(
                    AutoScalingTables.GROUPS,
                    group.withLoadBalancers(group.loadBalancers().stream()
                            .filter(each -> !input.loadBalancerNames().contains(each))
                            .toList()));
            return DetachLoadBalancersResultType.builder().build();
        });
    }
}
