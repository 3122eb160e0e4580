package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.CreateLoadBalancerPolicyInput;
import io.moorage.awsmodels.elb.CreateLoadBalancerPolicyOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.Policy;
import java.util.Objects;

/** Makes a policy of any type that there is. */
record CreateLoadBalancerPolicy(Elb elb)
        implements LoadBalancerAction<CreateLoadBalancerPolicyInput, CreateLoadBalancerPolicyOutput> {
    @Override
    public Operation<CreateLoadBalancerPolicyInput, CreateLoadBalancerPolicyOutput> operation() {
        return ElbOperations.CREATE_LOAD_BALANCER_POLICY;
    }

    @Override
    public String loadBalancerName(CreateLoadBalancerPolicyInput input) {
        return input.loadBalancerName();
    }

    @Override
    public CreateLoadBalancerPolicyOutput handle(CreateLoadBalancerPolicyInput input, RequestContext context) {
        Policy policy = Policies.read(
                input.policyName(),
                input.policyTypeName(),
                input.policyAttributes().stream()
                        .map(each -> new Policy.Attribute(
                                Objects.requireNonNullElse(each.attributeName(), ""),
                                Objects.requireNonNullElse(each.attributeValue(), "")))
                        .toList());
        change(input, before -> Policies.added(before, policy));
        return CreateLoadBalancerPolicyOutput.builder().build();
    }
}
