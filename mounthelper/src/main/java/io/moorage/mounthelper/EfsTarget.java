package io.moorage.mounthelper;

import java.io.IOException;

/**
 * Where a file system is to be mounted from.
 *
 * @param server the mount target's name or address, and the path
 * @param region signatures are for
 * @param dnsName what the mount target's certificate must be for
 */
record EfsTarget(String fileSystemId, ServerPath server, String region, String dnsName) {
    /** Finds what neither name nor options say in the instance metadata. */
    static EfsTarget of(EfsName name, EfsOptions options, InstanceMetadata metadata) throws MountFailure {
        String zone = options.zone().or(name::zone).orElse("");
        String region = options.region().or(name::region).orElse("");
        if (zone.isEmpty()
                && (region.isEmpty()
                        || (options.mountTargetIp().isEmpty() && name.region().isEmpty()))) {
            zone = zoneOf(metadata);
        }
        if (region.isEmpty()) {
            region = EfsName.regionOf(zone);
        }
        String dnsName = name.dnsName(region);
        String host = options.mountTargetIp().orElse(zone.isEmpty() ? dnsName : zone + "." + dnsName);
        return new EfsTarget(name.fileSystemId(), new ServerPath(host, name.path()), region, dnsName);
    }

    private static String zoneOf(InstanceMetadata metadata) throws MountFailure {
        try {
            return metadata.availabilityZone();
        } catch (IOException noMetadata) {
            throw MountFailure.failed(
                    "the instance metadata does not tell the availability zone: " + noMetadata.getMessage());
        }
    }
}
