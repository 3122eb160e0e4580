package io.moorage.ec2.network;

import java.util.HexFormat;

/**
 * What Moorage's namespaces and links are called. Everything that is called so is Moorage's, and goes with it.
 *
 * @param name of this Moorage; several on one machine have different ones
 */
public record NetworkNames(String name) {
    /** The kernel's IFNAMSIZ is 16, with the terminating zero. */
    private static final int LINK_LENGTH = 15;

    private static final int LINK_PREFIX = 8;

    /** The namespace's own end of the wire to the host. */
    public static final String UPLINK = "uplink";

    public String namespace(String vpcId) {
        return name + "-" + vpcId;
    }

    /** The VPC of a namespace of ours, or nothing's: empty. */
    public String vpcOf(String namespace) {
        return namespace.startsWith(name + "-vpc-") ? namespace.substring(name.length() + 1) : "";
    }

    /** The host's end of the wire to a VPC. */
    public String hostLink(String vpcId) {
        String id = vpcId.substring(vpcId.indexOf('-') + 1);
        return hostLinkPrefix() + id.substring(0, Math.min(id.length(), LINK_LENGTH - LINK_PREFIX));
    }

    /** What every host link's name begins with: the name where it is short enough, a digest of it otherwise. */
    public String hostLinkPrefix() {
        return name.length() < LINK_PREFIX
                ? name + "-"
                : name.substring(0, 2)
                        + HexFormat.of().toHexDigits(name.hashCode()).substring(3) + "-";
    }

    /** The VPC's end of an instance's wire. */
    public static String instanceLink(String networkInterfaceId) {
        String id = networkInterfaceId.substring(networkInterfaceId.indexOf('-') + 1);
        return "e" + id.substring(0, Math.min(id.length(), LINK_LENGTH - 1));
    }

    /** The instance's end of a task's wire, until its agent hands it to the task. */
    public static String taskDevice(String networkInterfaceId) {
        return "t" + instanceLink(networkInterfaceId).substring(1);
    }

    /** The nftables table on the host. */
    public String table() {
        return name.replaceAll("[^A-Za-z0-9]", "_");
    }
}
