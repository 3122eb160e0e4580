package io.moorage.model.ec2;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a VPC's addresses in one Availability Zone.
 *
 * @param zoneId such as {@code use1-az1}
 * @param lastOffset of the address given out last, from the block's base. The next one is looked for after it and round
 *     the block, so that an address just freed is the last to be used again: a lost instance's address may still be
 *     fenced or remembered by someone.
 */
public record Subnet(
        String id,
        String vpcId,
        Cidr cidr,
        String availabilityZone,
        String zoneId,
        boolean isDefault,
        boolean mapPublicIpOnLaunch,
        long lastOffset,
        Map<String, String> tags) {
    /** EC2 keeps the first four addresses and the last one (VPC user guide, "Subnet sizing"). */
    private static final int RESERVED_AT_START = 4;

    private static final int RESERVED = RESERVED_AT_START + 1;

    public Subnet {
        tags = Map.copyOf(tags);
    }

    /** An address to give to a network interface, and the subnet to write with it. */
    public record Allocation(String address, Subnet after) {}

    /** A free address of the subnet, or nothing when {@code present}, all its interfaces, leave none. */
    public Optional<Allocation> allocate(Collection<NetworkInterface> present) {
        Set<String> taken = addresses(present);
        long usable = cidr.size() - RESERVED;
        long first = Math.max(lastOffset + 1 - RESERVED_AT_START, 0);
        for (long step = 0; step < usable; step++) {
            long offset = RESERVED_AT_START + (first + step) % usable;
            String address = cidr.address(offset);
            if (!taken.contains(address)) {
                return Optional.of(new Allocation(address, withLastOffset(offset)));
            }
        }
        return Optional.empty();
    }

    /** The address asked for, or nothing when it is outside, reserved or taken by one of {@code present}. */
    public Optional<Allocation> allocate(String address, Collection<NetworkInterface> present) {
        return isUsable(address) && !addresses(present).contains(address)
                ? Optional.of(new Allocation(address, this))
                : Optional.empty();
    }

    /** True for an address of the block that EC2 does not keep for itself. */
    public boolean isUsable(String address) {
        if (!cidr.contains(address)) {
            return false;
        }
        long offset = Integer.toUnsignedLong(Ipv4.parse(address).orElseThrow())
                - Integer.toUnsignedLong(Ipv4.parse(cidr.base()).orElseThrow());
        return offset >= RESERVED_AT_START && offset < cidr.size() - 1;
    }

    public long availableAddresses(Collection<NetworkInterface> present) {
        return cidr.size() - RESERVED - present.size();
    }

    /** The subnet's way out: the VPC router's address in it. */
    public String router() {
        return cidr.address(1);
    }

    public Subnet withTags(Map<String, String> newTags) {
        return new Subnet(
                id, vpcId, cidr, availabilityZone, zoneId, isDefault, mapPublicIpOnLaunch, lastOffset, newTags);
    }

    public Subnet withMapPublicIpOnLaunch(boolean map) {
        return new Subnet(id, vpcId, cidr, availabilityZone, zoneId, isDefault, map, lastOffset, tags);
    }

    private Subnet withLastOffset(long offset) {
        return new Subnet(id, vpcId, cidr, availabilityZone, zoneId, isDefault, mapPublicIpOnLaunch, offset, tags);
    }

    private static Set<String> addresses(Collection<NetworkInterface> present) {
        var taken = new HashSet<String>();
        present.forEach(each -> taken.add(each.privateAddress()));
        return taken;
    }
}
