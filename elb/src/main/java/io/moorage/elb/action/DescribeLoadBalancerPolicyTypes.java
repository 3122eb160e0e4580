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
import java.util.stream.Stream;

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
                .policyAttributeTypeDescriptions(attributes(type))
                .build();
    }

    private static List<PolicyAttributeTypeDescription> attributes(Policy.Type type) {
        return switch (type) {
            case APP_COOKIE_STICKINESS -> List.of(attribute(Policies.COOKIE_NAME, "String", "ONE"));
            case LB_COOKIE_STICKINESS -> List.of(attribute(Policies.COOKIE_EXPIRATION_PERIOD, "Long", "ZERO_OR_ONE"));
            case PROXY_PROTOCOL -> List.of(attribute(Policies.PROXY_PROTOCOL, "Boolean", "ONE"));
            case PUBLIC_KEY -> List.of(attribute(Policy.PUBLIC_KEY, "String", "ONE"));
            case BACKEND_AUTHENTICATION ->
                List.of(attribute(Policy.PUBLIC_KEY_POLICY_NAME, "PolicyName", "ONE_OR_MORE"));
            case SSL_NEGOTIATION ->
                Stream.concat(
                                Stream.of(attribute(SslPolicies.REFERENCE, "String", "ZERO_OR_ONE")),
                                SslPolicies.attributeNames().stream()
                                        .map(each -> attribute(each, "Boolean", "ZERO_OR_ONE")))
                        .toList();
        };
    }

    private static PolicyAttributeTypeDescription attribute(String name, String type, String cardinality) {
        return PolicyAttributeTypeDescription.builder()
                .attributeName(name)
                .attributeType(type)
                .cardinality(cardinality)
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
            case SSL_NEGOTIATION ->
                "Listener policy of the protocols and ciphers that the load balancer accepts. This policy can be "
                        + "associated only with HTTPS/SSL listeners.";
            case BACKEND_AUTHENTICATION ->
                "Policy of one or more policies of PublicKeyPolicyType, by which back-end servers are authenticated. "
                        + "This policy can be associated only with back-end servers that use HTTPS/SSL.";
            case PUBLIC_KEY ->
                "Policy of a public key that a back-end server may have. This policy cannot be associated with anything "
                        + "but a policy of BackendServerAuthenticationPolicyType.";
        };
    }
}
