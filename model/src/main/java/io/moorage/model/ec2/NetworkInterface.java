package io.moorage.model.ec2;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The owner of a private address: of an instance, a mount target, a NAT gateway, a load balancer or a task, or of nothing yet.
 *
 * <p>Invariant: no two interfaces of a subnet have the same private address; see {@link Subnet#allocate}.
 *
 * @param securityGroups ids, at least one but with a NAT gateway
 * @param owner what the interface was made for, and whose deletion deletes it
 * @param publicAddress translated one to one to the private one while the interface has it
 * @param kept it outlives the instance it is attached to: {@code DeleteOnTermination} is false
 * @param clientToken of {@code CreateNetworkInterface}; empty when it was not made so
 */
public record NetworkInterface(
        String id,
        String vpcId,
        String subnetId,
        String availabilityZone,
        String privateAddress,
        String macAddress,
        List<String> securityGroups,
        Owner owner,
        Optional<String> publicAddress,
        Map<String, String> tags,
        boolean kept,
        String clientToken) {
    public NetworkInterface {
        securityGroups = List.copyOf(securityGroups);
        tags = Map.copyOf(tags);
        clientToken = Objects.requireNonNullElse(clientToken, "");
    }

    /**
     * What an interface belongs to.
     *
     * @param resourceId {@code i-...}, {@code fsmt-...}, {@code nat-...} or {@code elb/...}; empty of none
     * @param description as {@code DescribeNetworkInterfaces} shows it
     */
    public record Owner(Kind kind, String resourceId, String description) {
        /** What an owner is. */
        public enum Kind {
            NONE,
            INSTANCE,
            EFS_MOUNT_TARGET,
            NAT_GATEWAY,
            ELB,
            ECS_TASK
        }
    }

    /** An instance's primary interface. */
    public static Owner instance(String instanceId) {
        return new Owner(Owner.Kind.INSTANCE, instanceId, "");
    }

    /** Of an interface that waits to be attached. */
    public static Owner none(String description) {
        return new Owner(Owner.Kind.NONE, "", description);
    }

    /** A mount target's interface, described as EFS describes it (EFS API reference, {@code CreateMountTarget}). */
    public static Owner mountTarget(String fileSystemId, String mountTargetId) {
        return new Owner(
                Owner.Kind.EFS_MOUNT_TARGET,
                mountTargetId,
                "EFS mount target for %s (%s)".formatted(fileSystemId, mountTargetId));
    }

    /** A NAT gateway's interface, described as EC2 describes it; it wears no security groups. */
    public static Owner natGateway(String natGatewayId) {
        return new Owner(Owner.Kind.NAT_GATEWAY, natGatewayId, "Interface for NAT Gateway " + natGatewayId);
    }

    /** An interface of a load balancer, described as Elastic Load Balancing describes it. */
    public static Owner loadBalancer(String name) {
        return new Owner(Owner.Kind.ELB, "elb/" + name, "ELB " + name);
    }

    /** A task's interface, plugged into the instance that runs the task and described as ECS describes it. */
    public static Owner task(String instanceId, String attachmentArn) {
        return new Owner(Owner.Kind.ECS_TASK, instanceId, attachmentArn);
    }

    /** A new interface in {@code subnet} with the address that was allocated from it. */
    public static NetworkInterface in(
            Subnet subnet, String address, List<String> securityGroups, Owner owner, RandomGenerator random) {
        return new NetworkInterface(
                Ec2Id.NETWORK_INTERFACE.next(random),
                subnet.vpcId(),
                subnet.id(),
                subnet.availabilityZone(),
                address,
                macFor(address, random),
                securityGroups,
                owner,
                Optional.empty(),
                Map.of(),
                false,
                "");
    }

    /** True for an interface that a service made and its user cannot delete. */
    public boolean requesterManaged() {
        return owner.kind() != Owner.Kind.INSTANCE && owner.kind() != Owner.Kind.NONE;
    }

    public boolean belongsTo(Owner.Kind kind) {
        return owner.kind() == kind;
    }

    public NetworkInterface withPublicAddress(Optional<String> address) {
        return with(securityGroups, owner, address, tags, kept);
    }

    public NetworkInterface withSecurityGroups(List<String> groups) {
        return with(groups, owner, publicAddress, tags, kept);
    }

    public NetworkInterface withTags(Map<String, String> newTags) {
        return with(securityGroups, owner, publicAddress, newTags, kept);
    }

    public NetworkInterface withDescription(String description) {
        return with(
                securityGroups, new Owner(owner.kind(), owner.resourceId(), description), publicAddress, tags, kept);
    }

    /** @param outlives it is there, of nobody, when the instance is terminated */
    public NetworkInterface attachedTo(String instanceId, boolean outlives) {
        return with(
                securityGroups,
                new Owner(Owner.Kind.INSTANCE, instanceId, owner.description()),
                publicAddress,
                tags,
                outlives);
    }

    public NetworkInterface detached() {
        return with(securityGroups, none(owner.description()), publicAddress, tags, kept);
    }

    public NetworkInterface withClientToken(String token) {
        return new NetworkInterface(
                id,
                vpcId,
                subnetId,
                availabilityZone,
                privateAddress,
                macAddress,
                securityGroups,
                owner,
                publicAddress,
                tags,
                kept,
                token);
    }

    private NetworkInterface with(
            List<String> groups,
            Owner newOwner,
            Optional<String> address,
            Map<String, String> newTags,
            boolean outlives) {
        return new NetworkInterface(
                id,
                vpcId,
                subnetId,
                availabilityZone,
                privateAddress,
                macAddress,
                groups,
                newOwner,
                address,
                newTags,
                outlives,
                clientToken);
    }

    /** Locally administered (the second bit of the first octet), ending in the address: unique within a VPC. */
    private static String macFor(String address, RandomGenerator random) {
        int bits = Ipv4.parse(address).orElseThrow();
        byte[] octets = {
            0x02,
            (byte) random.nextInt(256),
            (byte) (bits >>> 24),
            (byte) (bits >>> 16),
            (byte) (bits >>> 8),
            (byte) bits
        };
        return HexFormat.ofDelimiter(":").formatHex(octets);
    }
}
