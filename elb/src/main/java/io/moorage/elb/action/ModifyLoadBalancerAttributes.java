package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.ModifyLoadBalancerAttributesInput;
import io.moorage.awsmodels.elb.ModifyLoadBalancerAttributesOutput;
import io.moorage.model.elb.LoadBalancer;

/** Changes settings of a load balancer; what is not said stays as it is. */
record ModifyLoadBalancerAttributes(Elb elb)
        implements LoadBalancerAction<ModifyLoadBalancerAttributesInput, ModifyLoadBalancerAttributesOutput> {
    @Override
    public Operation<ModifyLoadBalancerAttributesInput, ModifyLoadBalancerAttributesOutput> operation() {
        return ElbOperations.MODIFY_LOAD_BALANCER_ATTRIBUTES;
    }

    @Override
    public String loadBalancerName(ModifyLoadBalancerAttributesInput input) {
        return input.loadBalancerName();
    }

    @Override
    public ModifyLoadBalancerAttributesOutput handle(ModifyLoadBalancerAttributesInput input, RequestContext context) {
        LoadBalancer after = change(
                input,
                before -> before.withAttributes(
                        AttributeShapes.changed(before.attributes(), input.loadBalancerAttributes())));
        return ModifyLoadBalancerAttributesOutput.builder()
                .loadBalancerName(after.name())
                .loadBalancerAttributes(AttributeShapes.shape(after.attributes()))
                .build();
    }
}
