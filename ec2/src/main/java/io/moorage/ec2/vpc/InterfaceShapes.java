package io.moorage.ec2.vpc;

import io.moorage.awsmodels.ec2.GroupIdentifier;
import io.moorage.awsmodels.ec2.InstanceNetworkInterface;
import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceAssociation;
import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceAttachment;
import io.moorage.awsmodels.ec2.InstancePrivateIpAddress;
import io.moorage.awsmodels.ec2.NetworkInterfaceAssociation;
import io.moorage.awsmodels.ec2.NetworkInterfaceAttachment;
import io.moorage.awsmodels.ec2.NetworkInterfacePrivateIpAddress;
import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Network interfaces as answers show them: by themselves, and as part of an instance.
 *
 * @param view where the names of groups are looked up
 */
public record InterfaceShapes(ReadView view, Ec2Config config) {
    /** Who AWS's services are where an account is told. */
    static final String SERVICES = "amazon-aws";

    /** As {@code DescribeNetworkInterfaces} shows it. */
    public io.moorage.awsmodels.ec2.NetworkInterface networkInterface(NetworkInterface row) {
        Optional<ElasticAddress> elastic = elastic(row);
        NetworkInterfaceAssociation association = row.publicAddress()
                .map(each -> NetworkInterfaceAssociation.builder()
                        .ipOwnerId(ownerOfAddress(elastic))
                        .allocationId(elastic.map(ElasticAddress::id).orElse(null))
                        .associationId(elastic.flatMap(ElasticAddress::association)
                                .map(ElasticAddress.Association::id)
                                .orElse(null))
                        .publicIp(each)
                        .publicDnsName(publicName(row, each))
                        .build())
                .orElse(null);
        return io.moorage.awsmodels.ec2.NetworkInterface.builder()
                .networkInterfaceId(row.id())
                .vpcId(row.vpcId())
                .subnetId(row.subnetId())
                .availabilityZone(row.availabilityZone())
                .description(row.owner().description())
                .interfaceType(type(row))
                .macAddress(row.macAddress())
                .ownerId(config.accountId())
                .requesterManaged(row.requesterManaged())
                .requesterId(requester(row).orElse(null))
                .sourceDestCheck(true)
                .status(status(row))
                .privateIpAddress(row.privateAddress())
                .privateDnsName(config.privateName(row.privateAddress()))
                .privateIpAddresses(List.of(NetworkInterfacePrivateIpAddress.builder()
                        .primary(true)
                        .privateIpAddress(row.privateAddress())
                        .privateDnsName(config.privateName(row.privateAddress()))
                        .association(association)
                        .build()))
                .association(association)
                .attachment(attached(row).map(this::attachment).orElse(null))
                .groups(groups(row))
                .tagSet(Tags.list(row.tags()))
                .build();
    }

    static String status(NetworkInterface row) {
        return row.belongsTo(Owner.Kind.NONE) ? "available" : "in-use";
    }

    static String type(NetworkInterface row) {
        return row.belongsTo(Owner.Kind.NAT_GATEWAY) ? "nat_gateway" : "interface";
    }

    static Optional<String> requester(NetworkInterface row) {
        return switch (row.owner().kind()) {
            case NONE, INSTANCE -> Optional.empty();
            case EFS_MOUNT_TARGET -> Optional.of("amazon-elasticfilesystem");
            case NAT_GATEWAY -> Optional.of(SERVICES);
            case ELB -> Optional.of("amazon-elb");
            case ECS_TASK -> Optional.of("amazon-ecs");
        };
    }

    Optional<ElasticAddress> elastic(NetworkInterface row) {
        return row.publicAddress().isEmpty()
                ? Optional.empty()
                : view.all(Ec2Tables.ADDRESSES).stream()
                        .filter(each -> each.isOf(row))
                        .findFirst();
    }

    String ownerOfAddress(Optional<ElasticAddress> elastic) {
        return elastic.isPresent() ? config.accountId() : "amazon";
    }

    /** The interface if it is of anything. */
    static Optional<NetworkInterface> attached(NetworkInterface row) {
        return Optional.of(row).filter(each -> !each.belongsTo(Owner.Kind.NONE));
    }

    static int deviceIndex(NetworkInterface row) {
        return row.requesterManaged() ? 1 : 0;
    }

    static boolean deletedWithInstance(NetworkInterface row) {
        return !row.requesterManaged() && !row.kept();
    }

    private NetworkInterfaceAttachment attachment(NetworkInterface row) {
        boolean managed = row.requesterManaged() && !row.belongsTo(Owner.Kind.ECS_TASK);
        return NetworkInterfaceAttachment.builder()
                .attachmentId(attachmentId(row))
                .attachTime(view.find(Ec2Tables.INSTANCES, row.owner().resourceId())
                        .map(Instance::launched)
                        .orElse(null))
                .deleteOnTermination(deletedWithInstance(row))
                .deviceIndex(deviceIndex(row))
                .networkCardIndex(0)
                .instanceId(managed ? null : row.owner().resourceId())
                .instanceOwnerId(managed ? SERVICES : config.accountId())
                .status("attached")
                .build();
    }

    /** As {@code DescribeInstances} shows it. */
    public InstanceNetworkInterface ofInstance(NetworkInterface row, Instant attached) {
        InstanceNetworkInterfaceAssociation association = row.publicAddress()
                .map(each -> InstanceNetworkInterfaceAssociation.builder()
                        .ipOwnerId(ownerOfAddress(elastic(row)))
                        .publicIp(each)
                        .publicDnsName(publicName(row, each))
                        .build())
                .orElse(null);
        return InstanceNetworkInterface.builder()
                .networkInterfaceId(row.id())
                .vpcId(row.vpcId())
                .subnetId(row.subnetId())
                .description(row.owner().description())
                .interfaceType("interface")
                .macAddress(row.macAddress())
                .ownerId(config.accountId())
                .privateIpAddress(row.privateAddress())
                .privateDnsName(config.privateName(row.privateAddress()))
                .privateIpAddresses(List.of(InstancePrivateIpAddress.builder()
                        .primary(true)
                        .privateIpAddress(row.privateAddress())
                        .privateDnsName(config.privateName(row.privateAddress()))
                        .association(association)
                        .build()))
                .association(association)
                .attachment(InstanceNetworkInterfaceAttachment.builder()
                        .attachTime(attached)
                        .attachmentId(attachmentId(row))
                        .deleteOnTermination(!row.kept())
                        .deviceIndex(0)
                        .networkCardIndex(0)
                        .status("attached")
                        .build())
                .groups(groups(row))
                .sourceDestCheck(true)
                .status("in-use")
                .ipv6Addresses(List.of())
                .build();
    }

    /** Empty where the VPC gives no public names. */
    public String publicName(NetworkInterface row, String publicAddress) {
        return view.find(Ec2Tables.VPCS, row.vpcId()).filter(Vpc::dnsHostnames).isPresent()
                ? config.publicName(publicAddress)
                : "";
    }

    /** The groups an interface wears, with their names. */
    public List<GroupIdentifier> groups(NetworkInterface row) {
        return row.securityGroups().stream()
                .map(each -> GroupIdentifier.builder()
                        .groupId(each)
                        .groupName(view.find(Ec2Tables.SECURITY_GROUPS, each)
                                .map(SecurityGroup::name)
                                .orElse(null))
                        .build())
                .toList();
    }

    static String attachmentId(NetworkInterface row) {
        return "eni-attach-" + row.id().substring("eni-".length());
    }
}
