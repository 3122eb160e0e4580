package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateRouteRequest;
import io.moorage.awsmodels.ec2.CreateRouteResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.network.Routing;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.NatGateway;
import io.moorage.model.ec2.RouteTable;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Optional;

/** A route to the internet gateway of the VPC, or by a NAT gateway of it to everywhere. */
public record CreateRoute(Ec2 ec2) implements Action<CreateRouteRequest, CreateRouteResult> {
    @Override
    public Operation<CreateRouteRequest, CreateRouteResult> operation() {
        return Ec2Operations.CREATE_ROUTE;
    }

    @Override
    public CreateRouteResult handle(CreateRouteRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.routeTableId(), "routeTableId");
        String gatewayId = target(input);
        Cidr destination = destination(Ec2Errors.required(input.destinationCidrBlock(), "destinationCidrBlock"));
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            RouteTable table = Resource.ROUTE_TABLE.require(tx, id);
            requireReachable(tx, table, gatewayId, destination);
            if (table.route(destination).isPresent() || isLocal(tx, table, destination)) {
                throw Ec2Errors.refused(
                        "RouteAlreadyExists", "The route identified by %s already exists.", destination);
            }
            tx.update(Ec2Tables.ROUTE_TABLES, table.with(new RouteTable.Route(destination, gatewayId)));
            return CreateRouteResult.builder().returnValue(true).build();
        });
    }

    private static String target(CreateRouteRequest input) {
        if (input.gatewayId() != null && input.natGatewayId() != null) {
            throw Ec2Errors.invalidCombination("The parameters gatewayId and natGatewayId may not be used together");
        }
        String gatewayId = input.gatewayId() != null ? input.gatewayId() : input.natGatewayId();
        if (gatewayId == null) {
            throw Ec2Errors.unsupported("A route to anything but an internet gateway or a NAT gateway");
        }
        return gatewayId;
    }

    private static void requireReachable(ReadView view, RouteTable table, String gatewayId, Cidr destination) {
        boolean nat = Ec2Id.NAT_GATEWAY.matches(gatewayId);
        Optional<String> vpcId = nat
                ? Optional.of(Resource.NAT_GATEWAY.require(view, gatewayId))
                        .filter(NatGateway::isAvailable)
                        .map(NatGateway::vpcId)
                : Resource.INTERNET_GATEWAY.require(view, gatewayId).vpcId();
        if (vpcId.filter(table.vpcId()::equals).isEmpty()) {
            throw Ec2Errors.invalidValue(
                    "route table %s and network gateway %s belong to different networks", table.id(), gatewayId);
        }
        if (nat && !destination.equals(Routing.EVERYWHERE)) {
            throw Ec2Errors.unsupported("A route by a NAT gateway to anything but 0.0.0.0/0");
        }
    }

    private static boolean isLocal(ReadView view, RouteTable table, Cidr destination) {
        return view.find(Ec2Tables.VPCS, table.vpcId())
                .filter(each -> each.cidr().equals(destination))
                .isPresent();
    }

    static Cidr destination(String text) {
        return Cidr.of(text)
                .orElseThrow(() -> Ec2Errors.invalidValue(
                        "Value (%s) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.",
                        text));
    }
}
