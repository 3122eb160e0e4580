package io.moorage.cloudformation.types.elb;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.elb.AccessLog;
import io.moorage.awsmodels.elb.ConnectionDraining;
import io.moorage.awsmodels.elb.ConnectionSettings;
import io.moorage.awsmodels.elb.CreateLoadBalancerPolicyInput;
import io.moorage.awsmodels.elb.CrossZoneLoadBalancing;
import io.moorage.awsmodels.elb.Listener;
import io.moorage.awsmodels.elb.LoadBalancerAttributes;
import io.moorage.awsmodels.elb.PolicyAttribute;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a template says of a load balancer, in the API's terms. */
final class Wishes {
    private static final int IDLE_TIMEOUT = 60;

    private Wishes() {}

    static List<Listener> listeners(Wanted wanted) {
        return wanted.list("Listeners").stream()
                .map(each -> Shapes.read(Listener.SHAPE, Shapes.without(each, "PolicyNames"), "Listeners"))
                .toList();
    }

    /** The policies of each listener, by its port; also of those without any. */
    static Map<Integer, List<String>> listenerPolicies(Wanted wanted) {
        Map<Integer, List<String>> policies = new TreeMap<>();
        for (JsonNode each : wanted.list("Listeners")) {
            policies.put(port(each.path("LoadBalancerPort")), texts(each.path("PolicyNames")));
        }
        for (JsonNode each : wanted.list("Policies")) {
            for (String port : texts(each.path("LoadBalancerPorts"))) {
                policies.computeIfPresent(
                        Integer.valueOf(port),
                        (_, names) -> with(names, each.path("PolicyName").asText()));
            }
        }
        return policies;
    }

    /** The policies of each instance port, by the port; also of those without any. */
    static Map<Integer, List<String>> backEndPolicies(Wanted wanted) {
        Map<Integer, List<String>> policies = new TreeMap<>();
        wanted.list("Listeners").forEach(each -> policies.put(port(each.path("InstancePort")), List.of()));
        for (JsonNode each : wanted.list("Policies")) {
            for (String port : texts(each.path("InstancePorts"))) {
                policies.merge(
                        Integer.valueOf(port),
                        List.of(each.path("PolicyName").asText()),
                        (names, more) -> with(names, more.getFirst()));
            }
        }
        return policies;
    }

    private static List<String> with(List<String> names, String one) {
        List<String> all = new ArrayList<>(names);
        if (!all.contains(one)) {
            all.add(one);
        }
        return all;
    }

    private static int port(JsonNode node) {
        return (Integer) Shapes.value(Type.IntegerType.ANY, node, "Listeners");
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    static List<CreateLoadBalancerPolicyInput> policies(String name, Wanted wanted) {
        List<CreateLoadBalancerPolicyInput> policies = new ArrayList<>();
        for (JsonNode each : wanted.list("AppCookieStickinessPolicy")) {
            policies.add(policy(name, each, "AppCookieStickinessPolicyType", attributes(each, "CookieName")));
        }
        for (JsonNode each : wanted.list("LBCookieStickinessPolicy")) {
            policies.add(
                    policy(name, each, "LBCookieStickinessPolicyType", attributes(each, "CookieExpirationPeriod")));
        }
        for (JsonNode each : wanted.list("Policies")) {
            List<PolicyAttribute> attributes = new ArrayList<>();
            each.path("Attributes")
                    .forEach(one -> attributes.add(attribute(
                            one.path("Name").asText(), one.path("Value").asText())));
            policies.add(policy(name, each, each.path("PolicyType").asText(), attributes));
        }
        policies.sort(Comparator.comparing(Wishes::refersToOthers));
        return policies;
    }

    /** Whether the policies that it names must be there before it, and as long as it is there. */
    private static boolean refersToOthers(CreateLoadBalancerPolicyInput policy) {
        return policy.policyTypeName().equals("BackendServerAuthenticationPolicyType");
    }

    private static List<PolicyAttribute> attributes(JsonNode policy, String attribute) {
        return policy.has(attribute)
                ? List.of(attribute(attribute, policy.path(attribute).asText()))
                : List.of();
    }

    private static PolicyAttribute attribute(String name, String value) {
        return PolicyAttribute.builder()
                .attributeName(name)
                .attributeValue(value)
                .build();
    }

    private static CreateLoadBalancerPolicyInput policy(
            String name, JsonNode policy, String type, List<PolicyAttribute> attributes) {
        if (!policy.path("PolicyName").isValueNode()) {
            throw new InvalidPropertyException("Property PolicyName cannot be empty.");
        }
        return CreateLoadBalancerPolicyInput.builder()
                .loadBalancerName(name)
                .policyName(policy.path("PolicyName").asText())
                .policyTypeName(type)
                .policyAttributes(attributes)
                .build();
    }

    /** All of them: what the template does not say is as it is without a template. */
    static LoadBalancerAttributes attributes(Wanted wanted) {
        return LoadBalancerAttributes.builder()
                .crossZoneLoadBalancing(CrossZoneLoadBalancing.builder()
                        .enabled(wanted.flag("CrossZone").orElse(false))
                        .build())
                .accessLog(Objects.requireNonNullElseGet(
                        wanted.member(AccessLog.SHAPE, "AccessLoggingPolicy"),
                        () -> AccessLog.builder().enabled(false).build()))
                .connectionDraining(Objects.requireNonNullElseGet(
                        wanted.member(ConnectionDraining.SHAPE, "ConnectionDrainingPolicy"),
                        () -> ConnectionDraining.builder().enabled(false).build()))
                .connectionSettings(Objects.requireNonNullElseGet(
                        wanted.member(ConnectionSettings.SHAPE, "ConnectionSettings"),
                        () -> ConnectionSettings.builder()
                                .idleTimeout(IDLE_TIMEOUT)
                                .build()))
                .build();
    }
}
