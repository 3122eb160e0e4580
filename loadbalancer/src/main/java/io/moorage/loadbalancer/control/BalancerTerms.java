package io.moorage.loadbalancer.control;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One Classic Load Balancer, whole: what is told is, and what is told no more is cut off.
 *
 * @param name unique among those that are told; access logs have it
 * @param netns name of the network namespace whose address and instances are meant, as {@code ip netns} knows it; null for
 *     the process's own
 * @param addresses IP addresses, at least one: every listener listens on each, and instances are spoken to from the first
 * @param crossZone whether instances share the traffic alike; else zones do, and instances within their zone
 *     (CrossZoneLoadBalancing)
 * @param idleTimeout how long a connection may carry nothing (ConnectionSettings)
 */
public record BalancerTerms(
        String name,
        @Nullable String netns,
        List<String> addresses,
        List<ListenerTerms> listeners,
        List<InstanceTerms> instances,
        HealthCheckTerms healthCheck,
        boolean crossZone,
        Duration idleTimeout) {
    public BalancerTerms {
        Objects.requireNonNull(name, "name");
        addresses = List.copyOf(addresses);
        listeners = List.copyOf(listeners);
        instances = List.copyOf(instances);
        Objects.requireNonNull(healthCheck, "healthCheck");
        Objects.requireNonNull(idleTimeout, "idleTimeout");
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a load balancer without an address");
        }
    }
}
