package io.moorage.ec2.vpc;

import io.moorage.awsmodels.ec2.InternetGatewayAttachment;
import io.moorage.awsmodels.ec2.Route;
import io.moorage.awsmodels.ec2.RouteTableAssociation;
import io.moorage.awsmodels.ec2.RouteTableAssociationState;
import io.moorage.awsmodels.ec2.VpcCidrBlockAssociation;
import io.moorage.awsmodels.ec2.VpcCidrBlockState;
import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.InternetGateway;
import io.moorage.model.ec2.NatGateway;
import io.moorage.model.ec2.RouteTable;
import io.moorage.model.ec2.RouteTable.Association;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** Networks as answers show them. */
final class VpcShapes {
    private static final String AVAILABLE = "available";
    private static final String LOCAL = "local";

    private VpcShapes() {}

    static io.moorage.awsmodels.ec2.Vpc vpc(Vpc row, Ec2Config config) {
        return io.moorage.awsmodels.ec2.Vpc.builder()
                .vpcId(row.id())
                .cidrBlock(row.cidr().text())
                .cidrBlockAssociationSet(List.of(VpcCidrBlockAssociation.builder()
                        .associationId(cidrAssociation(row))
                        .cidrBlock(row.cidr().text())
                        .cidrBlockState(
                                VpcCidrBlockState.builder().state("associated").build())
                        .build()))
                .dhcpOptionsId(row.dhcpOptionsId())
                .state(AVAILABLE)
                .ownerId(config.accountId())
                .instanceTenancy("default")
                .isDefault(row.isDefault())
                .tags(Tags.list(row.tags()))
                .build();
    }

    static String cidrAssociation(Vpc row) {
        return "vpc-cidr-assoc-" + digits(row.id());
    }

    static io.moorage.awsmodels.ec2.Subnet subnet(Subnet row, ReadView view, Ec2Config config) {
        return io.moorage.awsmodels.ec2.Subnet.builder()
                .subnetId(row.id())
                .subnetArn(config.arn("subnet", row.id()))
                .vpcId(row.vpcId())
                .cidrBlock(row.cidr().text())
                .availabilityZone(row.availabilityZone())
                .availabilityZoneId(row.zoneId())
                .availableIpAddressCount((int)
                        row.availableAddresses(view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_SUBNET, row.id())))
                .defaultForAz(row.isDefault())
                .mapPublicIpOnLaunch(row.mapPublicIpOnLaunch())
                .mapCustomerOwnedIpOnLaunch(false)
                .assignIpv6AddressOnCreation(false)
                .ipv6Native(false)
                .enableDns64(false)
                .state(AVAILABLE)
                .ownerId(config.accountId())
                .tags(Tags.list(row.tags()))
                .build();
    }

    static io.moorage.awsmodels.ec2.InternetGateway gateway(InternetGateway row, Ec2Config config) {
        return io.moorage.awsmodels.ec2.InternetGateway.builder()
                .internetGatewayId(row.id())
                .attachments(row.vpcId().stream()
                        .map(each -> InternetGatewayAttachment.builder()
                                .state(AVAILABLE)
                                .vpcId(each)
                                .build())
                        .toList())
                .ownerId(config.accountId())
                .tags(Tags.list(row.tags()))
                .build();
    }

    static io.moorage.awsmodels.ec2.RouteTable routeTable(RouteTable row, ReadView view, Ec2Config config) {
        return io.moorage.awsmodels.ec2.RouteTable.builder()
                .routeTableId(row.id())
                .vpcId(row.vpcId())
                .ownerId(config.accountId())
                .routes(routes(row, view))
                .propagatingVgws(List.of())
                .associations(row.associations().stream()
                        .map(each -> association(row.id(), each))
                        .toList())
                .tags(Tags.list(row.tags()))
                .build();
    }

    static List<Route> routes(RouteTable row, ReadView view) {
        var routes = new ArrayList<Route>();
        view.find(Ec2Tables.VPCS, row.vpcId())
                .ifPresent(vpc -> routes.add(route(vpc.cidr().text(), LOCAL, "CreateRouteTable", "active")));
        row.routes()
                .forEach(each -> routes.add(route(
                        each.destination().text(),
                        each.gatewayId(),
                        "CreateRoute",
                        isAttached(view, row, each) ? "active" : "blackhole")));
        return routes;
    }

    private static boolean isAttached(ReadView view, RouteTable table, RouteTable.Route route) {
        return view.find(Ec2Tables.INTERNET_GATEWAYS, route.gatewayId())
                .flatMap(InternetGateway::vpcId)
                .or(() -> view.find(Ec2Tables.NAT_GATEWAYS, route.gatewayId())
                        .filter(NatGateway::isAvailable)
                        .map(NatGateway::vpcId))
                .filter(table.vpcId()::equals)
                .isPresent();
    }

    private static Route route(String destination, String gatewayId, String origin, String state) {
        boolean nat = Ec2Id.NAT_GATEWAY.matches(gatewayId);
        return Route.builder()
                .destinationCidrBlock(destination)
                .gatewayId(nat ? null : gatewayId)
                .natGatewayId(nat ? gatewayId : null)
                .origin(origin)
                .state(state)
                .build();
    }

    private static RouteTableAssociation association(String tableId, Association each) {
        return RouteTableAssociation.builder()
                .routeTableAssociationId(each.id())
                .routeTableId(tableId)
                .main(each.subnetId().isEmpty())
                .subnetId(each.subnetId().orElse(null))
                .associationState(
                        RouteTableAssociationState.builder().state("associated").build())
                .build();
    }

    private static String digits(String id) {
        return id.substring(id.indexOf('-') + 1);
    }
}
