package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.AttachLoadBalancerToSubnetsInput;
import io.moorage.awsmodels.elb.AttachLoadBalancerToSubnetsOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.LoadBalancer;
import java.util.ArrayList;
import java.util.List;

/** Gives a load balancer an address in more subnets. */
record AttachLoadBalancerToSubnets(Elb elb)
        implements LoadBalancerAction<AttachLoadBalancerToSubnetsInput, AttachLoadBalancerToSubnetsOutput> {
    @Override
    public Operation<AttachLoadBalancerToSubnetsInput, AttachLoadBalancerToSubnetsOutput> operation() {
        return ElbOperations.ATTACH_LOAD_BALANCER_TO_SUBNETS;
    }

    @Override
    public String loadBalancerName(AttachLoadBalancerToSubnetsInput input) {
        return input.loadBalancerName();
    }

    @Override
    public AttachLoadBalancerToSubnetsOutput handle(AttachLoadBalancerToSubnetsInput input, RequestContext context) {
        return elb.store().transact(tx -> {
            LoadBalancer before = LoadBalancers.named(tx, input.loadBalancerName());
            List<String> subnets = new ArrayList<>(before.subnets());
            input.subnets().stream().filter(each -> !subnets.contains(each)).forEach(subnets::add);
            return AttachLoadBalancerToSubnetsOutput.builder()
                    .subnets(Places.move(tx, elb, before, subnets).subnets())
                    .build();
        });
    }
}
