package io.moorage.ec2.network;

import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.NatGateway;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.RouteTable;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.Optional;

/** Which route table a subnet uses and where it leads. */
public final class Routing {
    public static final Cidr EVERYWHERE = new Cidr("0.0.0.0/0");

    private Routing() {}

    /** The subnet's own table, or its VPC's main one. */
    public static Optional<RouteTable> tableOf(ReadView view, String vpcId, String subnetId) {
        Collection<RouteTable> tables = view.by(Ec2Tables.ROUTE_TABLES, Ec2Tables.ROUTE_TABLES_BY_VPC, vpcId);
        return tables.stream().filter(each -> each.serves(subnetId)).findFirst().or(() -> tables.stream()
                .filter(RouteTable::isMain)
                .findFirst());
    }

    /** True when a default route leads to an internet gateway that is attached to the interface's VPC. */
    public static boolean reachesInternet(ReadView view, NetworkInterface each) {
        return reachesInternet(view, each.vpcId(), each.subnetId());
    }

    private static boolean reachesInternet(ReadView view, String vpcId, String subnetId) {
        return wayOut(view, vpcId, subnetId)
                .flatMap(gatewayId -> view.find(Ec2Tables.INTERNET_GATEWAYS, gatewayId))
                .flatMap(gateway -> gateway.vpcId())
                .filter(vpcId::equals)
                .isPresent();
    }

    private static Optional<String> wayOut(ReadView view, String vpcId, String subnetId) {
        return tableOf(view, vpcId, subnetId)
                .flatMap(table -> table.route(EVERYWHERE))
                .map(RouteTable.Route::gatewayId);
    }

    /** The address that a NAT gateway gives to what the interface sends out; empty when none is on its way or that has no way out. */
    public static Optional<String> natAddress(ReadView view, NetworkInterface each) {
        return wayOut(view, each.vpcId(), each.subnetId())
                .flatMap(gatewayId -> view.find(Ec2Tables.NAT_GATEWAYS, gatewayId))
                .filter(NatGateway::isAvailable)
                .filter(nat -> reachesInternet(view, nat.vpcId(), nat.subnetId()))
                .map(NatGateway::publicAddress);
    }
}
