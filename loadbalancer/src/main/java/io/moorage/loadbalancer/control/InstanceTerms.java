package io.moorage.loadbalancer.control;

import java.util.Objects;

/**
 * A registered instance. One that is told no more loses its connections at once, as one that died must.
 *
 * @param zone Availability Zone
 * @param draining true after its deregistration: what is under way goes on, nothing new begins (ConnectionDraining)
 */
public record InstanceTerms(String instanceId, String address, String zone, boolean draining) {
    public InstanceTerms {
        Objects.requireNonNull(instanceId, "instanceId");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(zone, "zone");
    }
}
