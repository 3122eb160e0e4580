package io.moorage.model.elb;

import java.util.List;
import java.util.Optional;

/** A policy of a load balancer, which listeners or instance ports may have. */
public record Policy(String name, Type type, List<Attribute> attributes) {
    /** Attributes by which one policy says what another accepts. */
    public static final String PUBLIC_KEY = "PublicKey";

    public static final String PUBLIC_KEY_POLICY_NAME = "PublicKeyPolicyName";

    public Policy {
        attributes = List.copyOf(attributes);
    }

    public record Attribute(String name, String value) {}

    /** The policy types that there are (DescribeLoadBalancerPolicyTypes). */
    public enum Type {
        APP_COOKIE_STICKINESS("AppCookieStickinessPolicyType"),
        LB_COOKIE_STICKINESS("LBCookieStickinessPolicyType"),
        PROXY_PROTOCOL("ProxyProtocolPolicyType"),
        SSL_NEGOTIATION("SSLNegotiationPolicyType"),
        /** Of keys that instances may have. */
        BACKEND_AUTHENTICATION("BackendServerAuthenticationPolicyType"),
        /** For the former only. */
        PUBLIC_KEY("PublicKeyPolicyType");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** As AWS writes it. */
        public String word() {
            return word;
        }

        /** Whether it is for listeners. */
        public boolean isOfListener() {
            return isSticky() || this == SSL_NEGOTIATION;
        }

        /** Whether it is for instance ports. */
        public boolean isOfInstances() {
            return this == PROXY_PROTOCOL || this == BACKEND_AUTHENTICATION;
        }

        /** Whether it says which instance a client's next requests go to. */
        public boolean isSticky() {
            return this == APP_COOKIE_STICKINESS || this == LB_COOKIE_STICKINESS;
        }

        public static Optional<Type> of(String word) {
            for (Type each : values()) {
                if (each.word.equals(word)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }

    /** Names of the policies whose keys this one accepts. */
    public List<String> keyPolicies() {
        return attributes.stream()
                .filter(each -> each.name().equals(PUBLIC_KEY_POLICY_NAME))
                .map(Attribute::value)
                .toList();
    }

    public Optional<String> attribute(String wanted) {
        return attributes.stream()
                .filter(each -> each.name().equals(wanted))
                .map(Attribute::value)
                .findFirst();
    }
}
