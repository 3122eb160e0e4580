package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DeleteLoadBalancerPolicyInput;
import io.moorage.awsmodels.elb.DeleteLoadBalancerPolicyOutput;
import io.moorage.awsmodels.elb.ElbOperations;

/** Deletes a policy that nothing uses; one that is not there is deleted. */
record DeleteLoadBalancerPolicy(Elb elb)
        implements LoadBalancerAction<DeleteLoadBalancerPolicyInput, DeleteLoadBalancerPolicyOutput> {
    @Override
    public Operation<DeleteLoadBalancerPolicyInput, DeleteLoadBalancerPolicyOutput> operation() {
        return ElbOperations.DELETE_LOAD_BALANCER_POLICY;
    }

    @Override
    public String loadBalancerName(DeleteLoadBalancerPolicyInput input) {
        return input.loadBalancerName();
    }

    @Override
    public DeleteLoadBalancerPolicyOutput handle(DeleteLoadBalancerPolicyInput input, RequestContext context) {
        change(input, before -> {
            if (before.isUsed(input.policyName())) {
                throw Refusal.configuration("The policy " + input.policyName() + " is in use.");
            }
            return before.withPolicies(before.policies().stream()
                    .filter(each -> !each.name().equals(input.policyName()))
                    .toList());
        });
        return DeleteLoadBalancerPolicyOutput.builder().build();
    }
}
