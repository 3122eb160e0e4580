package io.moorage.model.efs;

/** The names file systems are mounted by (EFS user guide, "Mounting with a DNS name"). */
public final class FileSystemDns {
    private FileSystemDns() {}

    /** Resolves to the mount target in the asker's own Availability Zone. */
    public static String name(String fileSystemId, String region) {
        return fileSystemId + ".efs." + region + ".amazonaws.com";
    }

    /** Resolves to the mount target in {@code availabilityZone}, whoever asks. */
    public static String nameInZone(String availabilityZone, String fileSystemId, String region) {
        return availabilityZone + "." + name(fileSystemId, region);
    }
}
