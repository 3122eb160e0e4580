package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DescribeLoadBalancerPolicyTypesInput;
import io.moorage.awsmodels.elb.DescribeLoadBalancerPolicyTypesOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.PolicyAttributeTypeDescription;
import io.moorage.awsmodels.elb.PolicyTypeDescription;
import io.moorage.model.elb.Policy;
import java.util.List;

/** Shows the policy types that there are. */
record DescribeLoadBalancerPolicyTypes()
        implements Action<DescribeLoadBalancerPolicyTypesInput, DescribeLoadBalancerPolicyTypesOutput> {
    @Override
    public Operation<DescribeLoadBalancerPolicyTypesInput, DescribeLoadBalancerPolicyTypesOutput> operation() {
        return ElbOperations.DESCRIBE_LOAD_BALANCER_POLICY_TYPES;
    }

    @Override
    public DescribeLoadBalancerPolicyTypesOutput handle(
            DescribeLoadBalancerPolicyTypesInput input, RequestContext context) {
        List<Policy.Type> types = input.policyTypeNames().isEmpty()
                ? List.of(Policy.Type.values())
                : input.policyTypeNames().stream()
                        .map(word -> Policy.Type.of(word).orElseThrow(() -> Refusal.noPolicyType(word)))
                        .toList();
        return DescribeLoadBalancerPolicyTypesOutput.builder()
                .policyTypeDescriptions(types.stream()
                        .map(DescribeLoadBalancerPolicyTypes::shape)
                        .toList())
                .build();
    }

    private static PolicyTypeDescription shape(Policy.Type type) {
        return PolicyTypeDescription.builder()
                .policyTypeName(type.word())
                .description(description(type))
                .policyAttributeTypeDescriptions(List.of(PolicyAttributeTypeDescription.builder()
                        .attributeName(Policies.attributeOf(type))
                        .attributeType(attributeType(type))
                        .cardinality(type == Policy.Type.LB_COOKIE_STICKINESS ? "ZERO_OR_ONE" : "ONE")
                        .build()))
                .build();
    }

    private static String description(Policy.Type type) {
        return switch (type) {
            case APP_COOKIE_STICKINESS ->
                "Stickiness policy with session lifetimes controlled by the lifetime of the application-generated "
                        + "cookie. This policy can be associated only with HTTP/HTTPS listeners.";
            case LB_COOKIE_STICKINESS ->
                "Stickiness policy with session lifetimes controlled by the browser (user-agent) or a specified "
                        + "expiration period. This policy can be associated only with HTTP/HTTPS listeners.";
            case PROXY_PROTOCOL ->
                "Policy that controls whether to include the IP address and port of the originating request for TCP "
                        + "messages. This policy operates on TCP/SSL listeners only";
        };
    }

    private static String attributeType(Policy.Type type) {
        return switch (type) {
            case APP_COOKIE_STICKINESS -> "String";
            case LB_COOKIE_STICKINESS -> "Long";
            case PROXY_PROTOCOL -> "Boolean";
        };
    }
}
