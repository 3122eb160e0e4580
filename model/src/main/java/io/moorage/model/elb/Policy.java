package io.moorage.model.elb;

import java.util.List;
import java.util.Optional;

/** A policy of a load balancer, which listeners or instance ports may have. */
public record Policy(String name, Type type, List<Attribute> attributes) {
    public Policy {
        attributes = List.copyOf(attributes);
    }

    public record Attribute(String name, String value) {}

    /** The policy types that there are (DescribeLoadBalancerPolicyTypes). */
    public enum Type {
        APP_COOKIE_STICKINESS("AppCookieStickinessPolicyType"),
        LB_COOKIE_STICKINESS("LBCookieStickinessPolicyType"),
        PROXY_PROTOCOL("ProxyProtocolPolicyType");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** As AWS writes it. */
        public String word() {
            return word;
        }

        /** Whether it is for a listener, and not for an instance port. */
        public boolean isOfListener() {
            return this != PROXY_PROTOCOL;
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

    public Optional<String> attribute(String wanted) {
        return attributes.stream()
                .filter(each -> each.name().equals(wanted))
                .map(Attribute::value)
                .findFirst();
    }
}
