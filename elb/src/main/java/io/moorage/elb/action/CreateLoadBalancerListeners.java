package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.CreateLoadBalancerListenerInput;
import io.moorage.awsmodels.elb.CreateLoadBalancerListenerOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.Listener;
import java.util.List;

/** Has a load balancer listen on more ports. */
record CreateLoadBalancerListeners(Elb elb)
        implements LoadBalancerAction<CreateLoadBalancerListenerInput, CreateLoadBalancerListenerOutput> {
    @Override
    public Operation<CreateLoadBalancerListenerInput, CreateLoadBalancerListenerOutput> operation() {
        return ElbOperations.CREATE_LOAD_BALANCER_LISTENERS;
    }

    @Override
    public String loadBalancerName(CreateLoadBalancerListenerInput input) {
        return input.loadBalancerName();
    }

    @Override
    public CreateLoadBalancerListenerOutput handle(CreateLoadBalancerListenerInput input, RequestContext context) {
        Listeners listeners = new Listeners(elb, elb.view());
        change(input, before -> {
            List<Listener> some = listeners.added(before.listeners(), input.listeners());
            return before.withListeners(some).withPolicies(SslPolicies.withDefault(before.policies(), some));
        });
        return CreateLoadBalancerListenerOutput.builder().build();
    }
}
