package io.moorage.mounthelper;

import java.util.regex.Pattern;

/**
 * The file system in {@code mount -t efs FS-ID[:/PATH]}, and its mount target's name in a zone (EFS user guide, "Mounting with
 * the EFS mount helper": {@code az.fs-id.efs.region.amazonaws.com}).
 */
record EfsName(String fileSystemId, String path) {
    private static final Pattern ID = Pattern.compile("fs-[0-9a-f]{8,40}");

    static EfsName parse(String spec) throws MountFailure {
        int colon = spec.indexOf(':');
        String id = colon < 0 ? spec : spec.substring(0, colon);
        String path = colon < 0 || colon == spec.length() - 1 ? "/" : spec.substring(colon + 1);
        if (!ID.matcher(id).matches() || !path.startsWith("/")) {
            throw MountFailure.failed("\"" + spec + "\" is not FS-ID[:/PATH]");
        }
        return new EfsName(id, path);
    }

    /** @param zone such as {@code us-east-1a} */
    ServerPath inZone(String zone) throws MountFailure {
        if (zone.length() < 2 || !Character.isLetter(zone.charAt(zone.length() - 1))) {
            throw MountFailure.failed("\"" + zone + "\" is no availability zone");
        }
        String region = zone.substring(0, zone.length() - 1);
        return new ServerPath(zone + "." + fileSystemId + ".efs." + region + ".amazonaws.com", path);
    }
}
