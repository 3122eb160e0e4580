package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteRouteRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.RouteTable;
import io.moorage.store.Ec2Tables;

/** Takes a route out; the local one cannot be. */
public record DeleteRoute(Ec2 ec2) implements Action<DeleteRouteRequest, Empty> {
    @Override
    public Operation<DeleteRouteRequest, Empty> operation() {
        return Ec2Operations.DELETE_ROUTE;
    }

    @Override
    public Empty handle(DeleteRouteRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.routeTableId(), "routeTableId");
        Cidr destination =
                CreateRoute.destination(Ec2Errors.required(input.destinationCidrBlock(), "destinationCidrBlock"));
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            RouteTable table = Resource.ROUTE_TABLE.require(tx, id);
            if (table.route(destination).isEmpty()) {
                throw Ec2Errors.refused(
                        "InvalidRoute.NotFound",
                        "no route with destination-cidr-block %s in route table %s",
                        destination,
                        id);
            }
            tx.update(Ec2Tables.ROUTE_TABLES, table.without(destination));
            return Empty.VALUE;
        });
    }
}
