package io.moorage.elb.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Policies as requests describe them (Classic Load Balancers guide, "Configure sticky sessions", "Configure proxy protocol"). */
final class Policies {
    static final String COOKIE_NAME = "CookieName";
    static final String COOKIE_EXPIRATION_PERIOD = "CookieExpirationPeriod";
    static final String PROXY_PROTOCOL = "ProxyProtocol";

    /** AWS's further types: what they ask for is not done, so they are not taken. */
    private static final Set<String> NOT_HERE =
            Set.of("SSLNegotiationPolicyType", "PublicKeyPolicyType", "BackendServerAuthenticationPolicyType");

    private static final int MOST = 100;

    private Policies() {}

    static Policy read(String name, String typeName, List<Policy.Attribute> attributes) {
        if (NOT_HERE.contains(typeName)) {
            throw Refusal.unsupported("The policy type " + typeName);
        }
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw Refusal.invalid("Policy names consist of letters, digits and hyphens: " + name);
        }
        Policy policy = new Policy(
                name, Policy.Type.of(typeName).orElseThrow(() -> Refusal.noPolicyType(typeName)), attributes);
        switch (policy.type()) {
            case APP_COOKIE_STICKINESS -> required(policy, COOKIE_NAME);
            case PROXY_PROTOCOL -> {
                if (!List.of("true", "false").contains(required(policy, PROXY_PROTOCOL))) {
                    throw Refusal.configuration("ProxyProtocol must be true or false.");
                }
            }
            case LB_COOKIE_STICKINESS ->
                policy.attribute(COOKIE_EXPIRATION_PERIOD).ifPresent(Policies::requirePeriod);
        }
        for (Policy.Attribute each : attributes) {
            if (!attributeOf(policy.type()).equals(each.name())) {
                throw Refusal.configuration(
                        "Policy attribute " + each.name() + " is not defined for policy type " + typeName);
            }
        }
        return policy;
    }

    /** Each type has one. */
    static String attributeOf(Policy.Type type) {
        return switch (type) {
            case APP_COOKIE_STICKINESS -> COOKIE_NAME;
            case LB_COOKIE_STICKINESS -> COOKIE_EXPIRATION_PERIOD;
            case PROXY_PROTOCOL -> PROXY_PROTOCOL;
        };
    }

    private static String required(Policy policy, String attribute) {
        return policy.attribute(attribute)
                .filter(each -> !each.isEmpty())
                .orElseThrow(() -> Refusal.configuration(
                        "Policy type " + policy.type().word() + " requires the attribute " + attribute));
    }

    private static void requirePeriod(String seconds) {
        if (!seconds.matches("[0-9]{1,18}")) {
            throw Refusal.configuration("CookieExpirationPeriod must be a number of seconds: " + seconds);
        }
    }

    /** The same policy once more changes nothing. */
    static LoadBalancer added(LoadBalancer before, Policy policy) {
        if (before.policies().contains(policy)) {
            return before;
        }
        if (before.policy(policy.name()).isPresent()) {
            throw new AwsException(
                    ElbOperations.ERROR_DUPLICATE_POLICY_NAME_EXCEPTION,
                    "Policy with name " + policy.name() + " already exists for this load balancer");
        }
        if (before.policies().size() >= MOST) {
            throw new AwsException(
                    ElbOperations.ERROR_TOO_MANY_POLICIES_EXCEPTION,
                    "A load balancer has at most " + MOST + " policies.");
        }
        List<Policy> policies = new ArrayList<>(before.policies());
        policies.add(policy);
        return before.withPolicies(policies);
    }

    static List<Policy> named(LoadBalancer loadBalancer, List<String> names) {
        return names.stream()
                .map(name -> loadBalancer.policy(name).orElseThrow(() -> Refusal.noPolicy(name)))
                .toList();
    }
}
