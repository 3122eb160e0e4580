package io.moorage.mounthelper;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code mount -t efs} mounts: {@code FS-ID[:/PATH]}, or a mount target's name (EFS user guide, "Mounting with a DNS
 * name": {@code [az.]fs-id.efs.region.amazonaws.com}).
 *
 * @param zone as in the name
 * @param region as in the name
 */
record EfsName(String fileSystemId, Optional<String> zone, Optional<String> region, String path) {
    private static final Pattern ID = Pattern.compile("fs-[0-9a-f]{8,40}");
    private static final Pattern DNS =
            Pattern.compile("(?:([a-z0-9-]+)\\.)?(fs-[0-9a-f]{8,40})\\.efs\\.([a-z0-9-]+)\\.amazonaws\\.com");

    static EfsName parse(String spec) throws MountFailure {
        int colon = spec.indexOf(':');
        String name = colon < 0 ? spec : spec.substring(0, colon);
        String path = colon < 0 || colon == spec.length() - 1 ? "/" : spec.substring(colon + 1);
        if (path.startsWith("/")) {
            if (ID.matcher(name).matches()) {
                return new EfsName(name, Optional.empty(), Optional.empty(), path);
            }
            Matcher dns = DNS.matcher(name);
            if (dns.matches()) {
                return new EfsName(dns.group(2), Optional.ofNullable(dns.group(1)), Optional.of(dns.group(3)), path);
            }
        }
        throw MountFailure.failed("\"" + spec
                + "\" is neither FS-ID[:/PATH] nor a file system's DNS name"
                + " [AZ.]FS-ID.efs.REGION.amazonaws.com[:/PATH]");
    }

    /** The region of a zone such as {@code us-east-1a}. */
    static String regionOf(String zone) throws MountFailure {
        if (zone.length() < 2 || !Character.isLetter(zone.charAt(zone.length() - 1))) {
            throw MountFailure.failed("\"" + zone + "\" is no availability zone");
        }
        return zone.substring(0, zone.length() - 1);
    }

    /** What its mount targets' certificate is for. */
    String dnsName(String inRegion) {
        return fileSystemId + ".efs." + inRegion + ".amazonaws.com";
    }
}
