package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfacesRequest;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfacesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Optional;

/** Network interfaces of instances, mount targets and NAT gateways, by id and filter. */
public record DescribeNetworkInterfaces(Ec2 ec2)
        implements Action<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult> {
    @Override
    public Operation<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult> operation() {
        return Ec2Operations.DESCRIBE_NETWORK_INTERFACES;
    }

    @Override
    public DescribeNetworkInterfacesResult handle(DescribeNetworkInterfacesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        List<NetworkInterface> rows = filters(view)
                .keep(input.filters(), Resource.NETWORK_INTERFACE.named(view, input.networkInterfaceIds()));
        Page<NetworkInterface> page = Page.of(rows, NetworkInterface::id, input.maxResults(), input.nextToken());
        var shapes = new InterfaceShapes(view, ec2.config());
        return DescribeNetworkInterfacesResult.builder()
                .networkInterfaces(
                        page.rows().stream().map(shapes::networkInterface).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Filters<NetworkInterface> filters(ReadView view) {
        return Filters.<NetworkInterface>onTags(NetworkInterface::tags)
                .by("network-interface-id", NetworkInterface::id)
                .by("vpc-id", NetworkInterface::vpcId)
                .by("subnet-id", NetworkInterface::subnetId)
                .by("availability-zone", NetworkInterface::availabilityZone)
                .by("private-ip-address", NetworkInterface::privateAddress)
                .by("addresses.private-ip-address", NetworkInterface::privateAddress)
                .by("mac-address", NetworkInterface::macAddress)
                .by("description", each -> each.owner().description())
                .by("status", each -> "in-use")
                .by("interface-type", each -> each.belongsTo(Owner.Kind.NAT_GATEWAY) ? "nat_gateway" : "interface")
                .by("owner-id", each -> ec2.config().accountId())
                .by("requester-managed", each -> Boolean.toString(each.requesterManaged()))
                .byAny("group-id", NetworkInterface::securityGroups)
                .byAny("group-name", each -> each.securityGroups().stream()
                        .flatMap(group -> view.find(Ec2Tables.SECURITY_GROUPS, group).stream())
                        .map(SecurityGroup::name)
                        .toList())
                .byOptional("association.public-ip", NetworkInterface::publicAddress)
                .byOptional("attachment.instance-id", each -> Optional.of(each)
                        .filter(one -> one.belongsTo(Owner.Kind.INSTANCE))
                        .map(one -> one.owner().resourceId()));
    }
}
