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
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.InternetGateway;
import io.moorage.model.ec2.RouteTable;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;

/** A route to the internet gateway of the VPC. */
public record CreateRoute(Ec2 ec2) implements Action<CreateRouteRequest, CreateRouteResult> {
    @Override
    public Operation<CreateRouteRequest, CreateRouteResult> operation() {
        return Ec2Operations.CREATE_ROUTE;
    }

    @Override
    public CreateRouteResult handle(CreateRouteRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.routeTableId(), "routeTableId");
        String gatewayId = input.gatewayId();
        if (gatewayId == null) {
            throw Ec2Errors.unsupported("A route to anything but an internet gateway");
        }
        Cidr destination = destination(Ec2Errors.required(input.destinationCidrBlock(), "destinationCidrBlock"));
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            RouteTable table = Resource.ROUTE_TABLE.require(tx, id);
            InternetGateway gateway = Resource.INTERNET_GATEWAY.require(tx, gatewayId);
            if (gateway.vpcId().filter(table.vpcId()::equals).isEmpty()) {
                throw Ec2Errors.invalidValue(
                        "route table %s and network gateway %s belong to different networks", id, gatewayId);
            }
            if (table.route(destination).isPresent() || isLocal(tx, table, destination)) {
                throw Ec2Errors.refused(
                        "RouteAlreadyExists", "The route identified by %s already exists.", destination);
            }
            tx.update(Ec2Tables.ROUTE_TABLES, table.with(new RouteTable.Route(destination, gatewayId)));
            return CreateRouteResult.builder().returnValue(true).build();
        });
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
