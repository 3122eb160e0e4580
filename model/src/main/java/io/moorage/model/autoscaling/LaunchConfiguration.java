package io.moorage.model.autoscaling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How instances are made, under a name; never changed (Auto Scaling user guide, "Launch configurations").
 *
 * @param userData base64, as it was sent
 * @param profile an instance profile's name or ARN
 * @param publicAddress empty leaves it to the subnet
 * @param httpTokens of the metadata service: {@code optional} or {@code required}
 */
public record LaunchConfiguration(
        String name,
        String arn,
        String imageId,
        Optional<String> keyName,
        List<String> securityGroups,
        Optional<String> userData,
        String instanceType,
        List<Disk> disks,
        boolean monitoring,
        Optional<String> profile,
        boolean ebsOptimized,
        Optional<Boolean> publicAddress,
        Optional<String> httpTokens,
        Instant created) {
    public LaunchConfiguration {
        securityGroups = List.copyOf(securityGroups);
        disks = List.copyOf(disks);
    }

    /** @param absent the image's disk of that name is left out */
    public record Disk(
            String deviceName,
            boolean absent,
            Optional<String> virtualName,
            Optional<Integer> sizeGib,
            Optional<String> type,
            Optional<Boolean> deleteOnTermination) {}
}
