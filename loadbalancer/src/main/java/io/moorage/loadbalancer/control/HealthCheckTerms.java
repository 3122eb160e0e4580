package io.moorage.loadbalancer.control;

import java.time.Duration;
import java.util.Objects;

/**
 * How instances are asked whether they serve (HealthCheck).
 *
 * @param path of the request where there is one, {@code /} first; else empty
 * @param healthyThreshold successes in a row that put an instance into service
 * @param unhealthyThreshold failures in a row that take it out
 */
public record HealthCheckTerms(
        Protocol protocol,
        int port,
        String path,
        Duration interval,
        Duration timeout,
        int healthyThreshold,
        int unhealthyThreshold) {
    public HealthCheckTerms {
        Objects.requireNonNull(protocol, "protocol");
        if (protocol.requests() != path.startsWith("/")) {
            throw new IllegalArgumentException("a path is for HTTP and HTTPS, and needed there");
        }
    }
}
