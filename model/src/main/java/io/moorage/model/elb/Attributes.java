package io.moorage.model.elb;

import java.util.Optional;

/**
 * Settings of a load balancer (Elastic Load Balancing API, {@code LoadBalancerAttributes}). Times are in seconds.
 *
 * @param crossZone instances share the traffic alike; else zones do, and instances within their zone
 * @param draining deregistered instances keep the connections they have, for {@code drainingTimeout} at most
 * @param accessLog empty for none
 */
public record Attributes(
        boolean crossZone, boolean draining, int drainingTimeout, int idleTimeout, Optional<AccessLog> accessLog) {
    /** What a load balancer is born with through the API. */
    public static final Attributes DEFAULT = new Attributes(false, false, 300, 60, Optional.empty());

    /**
     * Where it tells of every request.
     *
     * @param bucket S3's name for it; a directory here
     * @param prefix directories below it, or empty
     * @param minutes how long one file is, 5 or 60
     */
    public record AccessLog(String bucket, String prefix, int minutes) {}
}
