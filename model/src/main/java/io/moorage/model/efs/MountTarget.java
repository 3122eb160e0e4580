package io.moorage.model.efs;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The address in one Availability Zone from which a file system is mounted. Its security groups stand on its network
 * interface.
 *
 * <p>Invariant: a file system has at most one in a zone, and all of them in one VPC.
 *
 * @param id {@code fsmt-} and 17 hexadecimal digits
 * @param availabilityZoneId such as {@code use1-az1}
 */
public record MountTarget(
        String id,
        String fileSystemId,
        String vpcId,
        String subnetId,
        String availabilityZone,
        String availabilityZoneId,
        String ipAddress,
        String networkInterfaceId,
        LifeCycleState state) {
    private static final HexFormat HEX = HexFormat.of();

    public static String nextId(RandomGenerator random) {
        return "fsmt-" + (HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong())).substring(0, 17);
    }

    /** A file server answers on its address; only a mount target in creation becomes available. */
    public MountTarget available() {
        return state == LifeCycleState.CREATING ? in(LifeCycleState.AVAILABLE) : this;
    }

    /** To be removed, from whatever state. */
    public MountTarget deleting() {
        return in(LifeCycleState.DELETING);
    }

    private MountTarget in(LifeCycleState next) {
        return new MountTarget(
                id,
                fileSystemId,
                vpcId,
                subnetId,
                availabilityZone,
                availabilityZoneId,
                ipAddress,
                networkInterfaceId,
                next);
    }
}
