package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.ApplySecurityGroupsToLoadBalancerInput;
import io.moorage.awsmodels.elb.ApplySecurityGroupsToLoadBalancerOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.store.ElbTables;

/** Gives a load balancer these security groups and no others. */
record ApplySecurityGroupsToLoadBalancer(Elb elb)
        implements LoadBalancerAction<ApplySecurityGroupsToLoadBalancerInput, ApplySecurityGroupsToLoadBalancerOutput> {
    @Override
    public Operation<ApplySecurityGroupsToLoadBalancerInput, ApplySecurityGroupsToLoadBalancerOutput> operation() {
        return ElbOperations.APPLY_SECURITY_GROUPS_TO_LOAD_BALANCER;
    }

    @Override
    public String loadBalancerName(ApplySecurityGroupsToLoadBalancerInput input) {
        return input.loadBalancerName();
    }

    @Override
    public ApplySecurityGroupsToLoadBalancerOutput handle(
            ApplySecurityGroupsToLoadBalancerInput input, RequestContext context) {
        return elb.store().transact(tx -> {
            LoadBalancer before = LoadBalancers.named(tx, input.loadBalancerName());
            if (input.securityGroups().isEmpty()) {
                throw Refusal.configuration("At least one security group must be specified.");
            }
            LoadBalancer after = before.withSecurityGroups(Places.groups(tx, input.securityGroups(), before.vpcId()));
            tx.update(ElbTables.LOAD_BALANCERS, after);
            Places.occupy(tx, elb, after);
            return ApplySecurityGroupsToLoadBalancerOutput.builder()
                    .securityGroups(after.securityGroups())
                    .build();
        });
    }
}
