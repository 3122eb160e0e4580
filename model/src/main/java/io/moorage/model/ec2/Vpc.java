package io.moorage.model.ec2;

import java.util.Map;

/**
 * A virtual private cloud: a router of its own and the addresses behind it.
 *
 * @param dnsSupport the VPC's resolver answers on base+2
 * @param dnsHostnames instances with public addresses get public names
 */
public record Vpc(
        String id,
        Cidr cidr,
        boolean isDefault,
        boolean dnsSupport,
        boolean dnsHostnames,
        String dhcpOptionsId,
        Map<String, String> tags) {
    public Vpc {
        tags = Map.copyOf(tags);
    }

    /** Where the VPC's resolver listens: the base of the VPC's block plus two (VPC user guide, "DNS attributes"). */
    public String resolver() {
        return cidr.address(2);
    }

    public Vpc withTags(Map<String, String> newTags) {
        return new Vpc(id, cidr, isDefault, dnsSupport, dnsHostnames, dhcpOptionsId, newTags);
    }

    public Vpc withDns(boolean support, boolean hostnames) {
        return new Vpc(id, cidr, isDefault, support, hostnames, dhcpOptionsId, tags);
    }
}
