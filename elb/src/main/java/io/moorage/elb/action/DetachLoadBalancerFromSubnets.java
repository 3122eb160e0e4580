package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DetachLoadBalancerFromSubnetsInput;
import io.moorage.awsmodels.elb.DetachLoadBalancerFromSubnetsOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.LoadBalancer;
import java.util.List;

/** Takes a load balancer out of subnets; instances of their zones get nothing any more. */
record DetachLoadBalancerFromSubnets(Elb elb)
        implements LoadBalancerAction<DetachLoadBalancerFromSubnetsInput, DetachLoadBalancerFromSubnetsOutput> {
    @Override
    public Operation<DetachLoadBalancerFromSubnetsInput, DetachLoadBalancerFromSubnetsOutput> operation() {
        return ElbOperations.DETACH_LOAD_BALANCER_FROM_SUBNETS;
    }

    @Override
    public String loadBalancerName(DetachLoadBalancerFromSubnetsInput input) {
        return input.loadBalancerName();
    }

    @Override
    public DetachLoadBalancerFromSubnetsOutput handle(
            DetachLoadBalancerFromSubnetsInput input, RequestContext context) {
        return elb.store().transact(tx -> {
            LoadBalancer before = LoadBalancers.named(tx, input.loadBalancerName());
            for (String each : input.subnets()) {
                if (!before.subnets().contains(each)) {
                    throw Refusal.configuration(each + " is not attached to the load balancer.");
                }
            }
            List<String> subnets = before.subnets().stream()
                    .filter(each -> !input.subnets().contains(each))
                    .toList();
            return DetachLoadBalancerFromSubnetsOutput.builder()
                    .subnets(Places.move(tx, elb, before, subnets).subnets())
                    .build();
        });
    }
}
