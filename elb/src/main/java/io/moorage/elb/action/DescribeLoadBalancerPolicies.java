package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DescribeLoadBalancerPoliciesInput;
import io.moorage.awsmodels.elb.DescribeLoadBalancerPoliciesOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.PolicyAttributeDescription;
import io.moorage.awsmodels.elb.PolicyDescription;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Policy;
import java.util.List;

/** Shows policies of a load balancer; of no load balancer, those that are predefined. */
record DescribeLoadBalancerPolicies(Elb elb)
        implements Action<DescribeLoadBalancerPoliciesInput, DescribeLoadBalancerPoliciesOutput> {
    @Override
    public Operation<DescribeLoadBalancerPoliciesInput, DescribeLoadBalancerPoliciesOutput> operation() {
        return ElbOperations.DESCRIBE_LOAD_BALANCER_POLICIES;
    }

    @Override
    public DescribeLoadBalancerPoliciesOutput handle(DescribeLoadBalancerPoliciesInput input, RequestContext context) {
        return DescribeLoadBalancerPoliciesOutput.builder()
                .policyDescriptions(policies(input).stream()
                        .map(DescribeLoadBalancerPolicies::shape)
                        .toList())
                .build();
    }

    private List<Policy> policies(DescribeLoadBalancerPoliciesInput input) {
        if (input.loadBalancerName() == null) {
            return input.policyNames().isEmpty()
                    ? SslPolicies.PREDEFINED
                    : input.policyNames().stream()
                            .map(name -> SslPolicies.named(name).orElseThrow(() -> Refusal.noPolicy(name)))
                            .toList();
        }
        LoadBalancer loadBalancer = LoadBalancers.named(elb.view(), input.loadBalancerName());
        return input.policyNames().isEmpty()
                ? loadBalancer.policies()
                : Policies.named(loadBalancer, input.policyNames());
    }

    private static PolicyDescription shape(Policy policy) {
        return PolicyDescription.builder()
                .policyName(policy.name())
                .policyTypeName(policy.type().word())
                .policyAttributeDescriptions(policy.attributes().stream()
                        .map(each -> PolicyAttributeDescription.builder()
                                .attributeName(each.name())
                                .attributeValue(each.value())
                                .build())
                        .toList())
                .build();
    }
}
