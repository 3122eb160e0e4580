package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.ec2.CreateRouteTableRequest;
import io.moorage.awsmodels.ec2.DeleteRouteTableRequest;
import io.moorage.awsmodels.ec2.DescribeRouteTablesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.RouteTable;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Set;

/** {@code AWS::EC2::RouteTable}. */
public final class RouteTableType implements ResourceType {
    private static final Schema SCHEMA = Schema.of("AWS::EC2::RouteTable", CreateRouteTableRequest.SHAPE)
            .replaced("VpcId")
            .required("VpcId")
            .tags("Tags")
            .attributes("RouteTableId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        return Ec2Tags.once(
                wanted,
                filters -> aws
                        .call(
                                Ec2Operations.DESCRIBE_ROUTE_TABLES,
                                DescribeRouteTablesRequest.builder()
                                        .filters(filters)
                                        .build())
                        .routeTables()
                        .stream()
                        .map(RouteTable::routeTableId),
                () -> Aws.answered(aws.call(
                                        Ec2Operations.CREATE_ROUTE_TABLE,
                                        CreateRouteTableRequest.builder()
                                                .vpcId(wanted.text("VpcId"))
                                                .tagSpecifications(Ec2Tags.of(wanted, "route-table"))
                                                .build())
                                .routeTable())
                        .routeTableId());
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        Ec2Tags.update(id, before, after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                Set.of("InvalidRouteTableID.NotFound"),
                Ec2Operations.DELETE_ROUTE_TABLE,
                DeleteRouteTableRequest.builder().routeTableId(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of("RouteTableId", Values.text(id));
    }
}
