package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DeleteLoadBalancerListenerInput;
import io.moorage.awsmodels.elb.DeleteLoadBalancerListenerOutput;
import io.moorage.awsmodels.elb.ElbOperations;

/** Has a load balancer listen on ports no more; one that it does not listen on is none to refuse. */
record DeleteLoadBalancerListeners(Elb elb)
        implements LoadBalancerAction<DeleteLoadBalancerListenerInput, DeleteLoadBalancerListenerOutput> {
    @Override
    public Operation<DeleteLoadBalancerListenerInput, DeleteLoadBalancerListenerOutput> operation() {
        return ElbOperations.DELETE_LOAD_BALANCER_LISTENERS;
    }

    @Override
    public String loadBalancerName(DeleteLoadBalancerListenerInput input) {
        return input.loadBalancerName();
    }

    @Override
    public DeleteLoadBalancerListenerOutput handle(DeleteLoadBalancerListenerInput input, RequestContext context) {
        change(
                input,
                before -> before.withListeners(before.listeners().stream()
                        .filter(each -> !input.loadBalancerPorts().contains(each.port()))
                        .toList()));
        return DeleteLoadBalancerListenerOutput.builder().build();
    }
}
