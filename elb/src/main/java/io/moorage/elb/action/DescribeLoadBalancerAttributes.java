package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DescribeLoadBalancerAttributesInput;
import io.moorage.awsmodels.elb.DescribeLoadBalancerAttributesOutput;
import io.moorage.awsmodels.elb.ElbOperations;

/** Shows the settings of a load balancer. */
record DescribeLoadBalancerAttributes(Elb elb)
        implements Action<DescribeLoadBalancerAttributesInput, DescribeLoadBalancerAttributesOutput> {
    @Override
    public Operation<DescribeLoadBalancerAttributesInput, DescribeLoadBalancerAttributesOutput> operation() {
        return ElbOperations.DESCRIBE_LOAD_BALANCER_ATTRIBUTES;
    }

    @Override
    public DescribeLoadBalancerAttributesOutput handle(
            DescribeLoadBalancerAttributesInput input, RequestContext context) {
        return DescribeLoadBalancerAttributesOutput.builder()
                .loadBalancerAttributes(AttributeShapes.shape(LoadBalancers.named(elb.view(), input.loadBalancerName())
                        .attributes()))
                .build();
    }
}
