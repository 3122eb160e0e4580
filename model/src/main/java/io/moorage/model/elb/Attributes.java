package io.moorage.model.elb;

/**
 * Settings of a load balancer (Elastic Load Balancing API, {@code LoadBalancerAttributes}). Times are in seconds.
 *
 * @param crossZone instances share the traffic alike; else zones do, and instances within their zone
 * @param draining deregistered instances keep the connections they have, for {@code drainingTimeout} at most
 */
public record Attributes(boolean crossZone, boolean draining, int drainingTimeout, int idleTimeout) {
    /** What a load balancer is born with through the API. */
    public static final Attributes DEFAULT = new Attributes(false, false, 300, 60);
}
