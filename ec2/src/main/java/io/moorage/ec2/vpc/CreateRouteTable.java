package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateRouteTableRequest;
import io.moorage.awsmodels.ec2.CreateRouteTableResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.RouteTable;
import io.moorage.store.Ec2Tables;
import java.util.List;
import java.util.Map;

/** A table with the local route only. */
public record CreateRouteTable(Ec2 ec2) implements Action<CreateRouteTableRequest, CreateRouteTableResult> {
    @Override
    public Operation<CreateRouteTableRequest, CreateRouteTableResult> operation() {
        return Ec2Operations.CREATE_ROUTE_TABLE;
    }

    @Override
    public CreateRouteTableResult handle(CreateRouteTableRequest input, RequestContext context) {
        String vpcId = Ec2Errors.required(input.vpcId(), "vpcId");
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "route-table");
        Ec2Errors.refuseDryRun(input.dryRun());
        RouteTable table = ec2.store().transact(tx -> {
            Resource.VPC.require(tx, vpcId);
            var made = new RouteTable(Ec2Id.ROUTE_TABLE.next(ec2.random()), vpcId, List.of(), List.of(), tags);
            tx.insert(Ec2Tables.ROUTE_TABLES, made);
            return made;
        });
        return CreateRouteTableResult.builder()
                .routeTable(VpcShapes.routeTable(table, ec2.view(), ec2.config()))
                .clientToken(input.clientToken())
                .build();
    }
}
