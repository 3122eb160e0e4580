package io.moorage.ec2.vpc;

import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.api.Filters;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.model.ec2.ElasticAddress.Association;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Optional;

/** The filters of {@code DescribeNetworkInterfaces}, by which instances are found too. */
public record InterfaceFilters(ReadView view, Ec2Config config) {
    public Filters<NetworkInterface> all() {
        Filters<NetworkInterface> filters = Filters.<NetworkInterface>onTags(NetworkInterface::tags)
                .by("network-interface-id", NetworkInterface::id)
                .by("vpc-id", NetworkInterface::vpcId)
                .by("subnet-id", NetworkInterface::subnetId)
                .by("availability-zone", NetworkInterface::availabilityZone)
                .by("private-ip-address", NetworkInterface::privateAddress)
                .by("addresses.private-ip-address", NetworkInterface::privateAddress)
                .same("addresses.primary", "true")
                .by("private-dns-name", each -> config.privateName(each.privateAddress()))
                .by("mac-address", NetworkInterface::macAddress)
                .by("description", each -> each.owner().description())
                .by("status", InterfaceShapes::status)
                .by("interface-type", InterfaceShapes::type)
                .same("owner-id", config.accountId())
                .byOptional("requester-id", InterfaceShapes::requester)
                .flag("requester-managed", NetworkInterface::requesterManaged)
                .same("source-dest-check", "true")
                .none("ipv6-addresses.ipv6-address")
                .byAny("group-id", NetworkInterface::securityGroups)
                .byAny("group-name", each -> each.securityGroups().stream()
                        .flatMap(group -> view.find(Ec2Tables.SECURITY_GROUPS, group).stream())
                        .map(SecurityGroup::name)
                        .toList());
        return attachment(association(filters));
    }

    private Filters<NetworkInterface> association(Filters<NetworkInterface> filters) {
        var shapes = new InterfaceShapes(view, config);
        for (String each : new String[] {"association.", "addresses.association."}) {
            filters.byOptional(each + "public-ip", NetworkInterface::publicAddress)
                    .byOptional(each + "ip-owner-id", row -> owner(shapes, row))
                    .byOptional(each + "owner-id", row -> owner(shapes, row));
        }
        return filters.byOptional(
                        "association.allocation-id", row -> shapes.elastic(row).map(ElasticAddress::id))
                .byOptional("association.association-id", row -> shapes.elastic(row)
                        .flatMap(ElasticAddress::association)
                        .map(Association::id))
                .byOptional("association.public-dns-name", row -> row.publicAddress()
                        .map(address -> shapes.publicName(row, address)));
    }

    private static Optional<String> owner(InterfaceShapes shapes, NetworkInterface row) {
        return row.publicAddress().map(address -> shapes.ownerOfAddress(shapes.elastic(row)));
    }

    private Filters<NetworkInterface> attachment(Filters<NetworkInterface> filters) {
        return filters.byOptional("attachment.instance-id", InterfaceFilters::instance)
                .byOptional("attachment.instance-owner-id", each -> instance(each)
                        .map(id -> config.accountId())
                        .or(() -> InterfaceShapes.attached(each).map(row -> InterfaceShapes.SERVICES)))
                .byOptional("attachment.attachment-id", each -> InterfaceShapes.attached(each)
                        .map(InterfaceShapes::attachmentId))
                .byOptional("attachment.device-index", each -> InterfaceShapes.attached(each)
                        .map(row -> Integer.toString(InterfaceShapes.deviceIndex(row))))
                .byOptional("attachment.status", each -> InterfaceShapes.attached(each)
                        .map(row -> "attached"))
                .byOptional("attachment.delete-on-termination", each -> InterfaceShapes.attached(each)
                        .map(row -> Boolean.toString(InterfaceShapes.deletedWithInstance(row))))
                .byOptional("attachment.attach-time", each -> instance(each)
                        .flatMap(id -> view.find(Ec2Tables.INSTANCES, id))
                        .map(Instance::launched)
                        .map(Filters::time));
    }

    private static Optional<String> instance(NetworkInterface row) {
        return Optional.of(row)
                .filter(each -> each.belongsTo(Owner.Kind.INSTANCE))
                .map(each -> each.owner().resourceId());
    }
}
