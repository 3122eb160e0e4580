package io.moorage.nfsserver;

import java.time.Duration;

/**
 * @param lease how long a silent client keeps its state (RFC 7530 section 9.5); whole seconds
 * @param grace how long after a restart only reclaims are granted, unless every client is done earlier; at least the lease
 */
public record LeaseConfig(Duration lease, Duration grace) {
    public static final LeaseConfig DEFAULT = new LeaseConfig(Duration.ofSeconds(90), Duration.ofSeconds(90));

    public LeaseConfig {
        if (lease.toSeconds() < 1 || grace.compareTo(lease) < 0) {
            throw new IllegalArgumentException("lease " + lease + " with grace " + grace);
        }
    }
}
