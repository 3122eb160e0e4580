package io.moorage.efs;

import io.moorage.model.efs.EfsArns;
import java.time.Duration;
import java.util.List;

/**
 * @param zones the region's Availability Zones, such as {@code us-east-1a}
 * @param usageInterval how often sizes are measured
 */
public record EfsConfig(String accountId, String region, List<String> zones, Duration usageInterval) {
    public EfsConfig {
        zones = List.copyOf(zones);
    }

    public EfsArns arns() {
        return new EfsArns(region, accountId);
    }

    public static EfsConfig of(String accountId, String region, List<String> zones) {
        return new EfsConfig(accountId, region, zones, Duration.ofSeconds(10));
    }
}
