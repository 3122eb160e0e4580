package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AttachLoadBalancersResultType;
import io.moorage.awsmodels.autoscaling.AttachLoadBalancersType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gives a group load balancers, which take its instances that are in service. */
record AttachLoadBalancers(AutoScaling autoScaling)
        implements GroupAction<AttachLoadBalancersType, AttachLoadBalancersResultType> {
    @Override
    public Operation<AttachLoadBalancersType, AttachLoadBalancersResultType> operation() {
        return AutoscalingOperations.ATTACH_LOAD_BALANCERS;
    }

    @Override
    public String groupName(AttachLoadBalancersType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public AttachLoadBalancersResultType handle(AttachLoadBalancersType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            Set<String> names = new LinkedHashSet<>(group.loadBalancers());
            names.addAll(input.loadBalancerNames());
            tx.update(AutoScalingTables.GROUPS, group.withLoadBalancers(List.copyOf(names)));
            return AttachLoadBalancersResultType.builder().build();
        });
    }
}
