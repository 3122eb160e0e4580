package io.moorage.ec2;

import io.moorage.model.ec2.Cidr;
import java.util.List;

/**
 * What an EC2 of one account in one region is told at start.
 *
 * @param name of this Moorage: the prefix of everything it makes on the machine
 * @param dockerImage what an instance's container is made of
 * @param publicAddresses where instances' public addresses come from; routed by this host only, and a part of
 *     198.18.0.0/16
 */
public record Ec2Config(String name, String accountId, String region, String dockerImage, Cidr publicAddresses) {
    public static final String DEFAULT_IMAGE = "moorage/instance:latest";

    public static final String DEFAULT_NAME = "moorage";

    public static Ec2Config of(String name, String accountId, String region) {
        return new Ec2Config(name, accountId, region, DEFAULT_IMAGE, publicAddresses(name));
    }

    /** Half of 198.18.0.0/16 for the Moorage of the default name, a small part of the rest for any other on the machine. */
    private static Cidr publicAddresses(String name) {
        return new Cidr(
                name.equals(DEFAULT_NAME)
                        ? "198.18.0.0/17"
                        : "198.18." + (128 + Math.floorMod(name.hashCode(), 128)) + ".0/24");
    }

    /** The region's Availability Zones. */
    public List<String> zones() {
        return List.of(region + "a", region + "b", region + "c");
    }

    /** The zone's id: the same place in every account, such as {@code use1-az1}. */
    public String zoneId(String zone) {
        String[] words = region.split("-");
        String place = words.length == 3 ? words[0] + words[1].charAt(0) + words[2] : region;
        return place + "-az" + (zone.charAt(zone.length() - 1) - 'a' + 1);
    }

    public String arn(String resourceType, String id) {
        return "arn:aws:ec2:%s:%s:%s/%s".formatted(region, accountId, resourceType, id);
    }

    /** What private DNS names end in (VPC user guide, "DNS hostnames"). */
    public String privateDomain() {
        return region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
    }

    /** What public DNS names end in. */
    public String publicDomain() {
        return region.equals("us-east-1") ? "compute-1.amazonaws.com" : region + ".compute.amazonaws.com";
    }

    public String privateName(String address) {
        return "ip-" + address.replace('.', '-') + "." + privateDomain();
    }

    public String publicName(String address) {
        return "ec2-" + address.replace('.', '-') + "." + publicDomain();
    }
}
