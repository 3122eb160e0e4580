package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteRouteTableRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.store.Ec2Tables;

/** Refused for a main table and while a subnet uses it. */
public record DeleteRouteTable(Ec2 ec2) implements Action<DeleteRouteTableRequest, Empty> {
    @Override
    public Operation<DeleteRouteTableRequest, Empty> operation() {
        return Ec2Operations.DELETE_ROUTE_TABLE;
    }

    @Override
    public Empty handle(DeleteRouteTableRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.routeTableId(), "routeTableId");
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            if (!Resource.ROUTE_TABLE.require(tx, id).associations().isEmpty()) {
                throw Ec2Errors.dependencyViolation("routeTable", id);
            }
            tx.delete(Ec2Tables.ROUTE_TABLES, id);
            return Empty.VALUE;
        });
    }
}
