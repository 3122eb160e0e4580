package io.moorage.loadbalancer.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * @param instanceKeys by instance port, base64 of the public keys one of which an instance must have where it is spoken to in
 *     TLS (BackendServerAuthenticationPolicyType); nothing for a port whose instances may have any
 * @param accessLog null for none
 */
public record BalancerTerms(
        String name,
        @Nullable String netns,
        List<String> addresses,
        List<ListenerTerms> listeners,
        List<InstanceTerms> instances,
        HealthCheckTerms healthCheck,
        boolean crossZone,
        Duration idleTimeout,
        Map<Integer, List<String>> instanceKeys,
        @Nullable AccessLogTerms accessLog) {
    public BalancerTerms {
        Objects.requireNonNull(name, "name");
        addresses = List.copyOf(addresses);
        listeners = List.copyOf(listeners);
        instances = List.copyOf(instances);
        Objects.requireNonNull(healthCheck, "healthCheck");
        Objects.requireNonNull(idleTimeout, "idleTimeout");
        instanceKeys = Map.copyOf(instanceKeys);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a load balancer without an address");
        }
    }

    /** Without authentication of instances, and without a log. */
    public BalancerTerms(
            String name,
            @Nullable String netns,
            List<String> addresses,
            List<ListenerTerms> listeners,
            List<InstanceTerms> instances,
            HealthCheckTerms healthCheck,
            boolean crossZone,
            Duration idleTimeout) {
        this(name, netns, addresses, listeners, instances, healthCheck, crossZone, idleTimeout, Map.of(), null);
    }

    /** Of instances on that port; empty when any will do. */
    public List<String> keysOf(int instancePort) {
        return instanceKeys.getOrDefault(instancePort, List.of());
    }
}
