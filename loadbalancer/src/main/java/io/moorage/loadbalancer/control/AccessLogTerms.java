package io.moorage.loadbalancer.control;

import java.time.Duration;
import java.util.Objects;

/**
 * Where what a load balancer carried is told (AccessLog).
 *
 * @param directory below which each day has its own; made when it is missing
 * @param name what the files' names begin with
 * @param interval how long one file is
 */
public record AccessLogTerms(String directory, String name, Duration interval) {
    public AccessLogTerms {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(name, "name");
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("an interval of " + interval);
        }
    }
}
