package io.moorage.cloudformation.types.ec2;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ec2.CreateRouteRequest;
import io.moorage.awsmodels.ec2.DeleteRouteRequest;
import io.moorage.awsmodels.ec2.DescribeRouteTablesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::EC2::Route}. */
public final class RouteType implements ResourceType {
    /** A template may forget to say that a route needs its gateway attached; CloudFormation then tries again for a while. */
    private static final Duration ATTACHED_WITHIN = Duration.ofMinutes(2);

    private static final Schema SCHEMA = Schema.of("AWS::EC2::Route", CreateRouteRequest.SHAPE)
            .replaced("RouteTableId", "DestinationCidrBlock")
            .required("RouteTableId")
            .inPlace("GatewayId", "NatGatewayId", "InstanceId", "NetworkInterfaceId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The id says all there is to it, so that nothing needs to be made to know it. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return wanted.text("RouteTableId") + "|" + wanted.text("DestinationCidrBlock");
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        try {
            aws.call(Ec2Operations.CREATE_ROUTE, wanted.read(CreateRouteRequest.SHAPE));
            return Progress.DONE;
        } catch (AwsException e) {
            if (e.code().equals("RouteAlreadyExists") && isThere(wanted, aws)) {
                return Progress.DONE;
            }
            if (e.getMessage().contains("belong to different networks")) {
                return new Progress.Waiting(e.getMessage(), Optional.of(ATTACHED_WITHIN));
            }
            throw e;
        }
    }

    private static boolean isThere(Wanted wanted, Aws aws) {
        return aws
                .call(
                        Ec2Operations.DESCRIBE_ROUTE_TABLES,
                        DescribeRouteTablesRequest.builder()
                                .routeTableIds(List.of(wanted.text("RouteTableId")))
                                .build())
                .routeTables()
                .stream()
                .flatMap(table -> table.routes().stream())
                .anyMatch(route -> wanted.text("DestinationCidrBlock").equals(route.destinationCidrBlock())
                        && wanted.optional("GatewayId").equals(Optional.ofNullable(route.gatewayId()))
                        && wanted.optional("NatGatewayId").equals(Optional.ofNullable(route.natGatewayId())));
    }

    /** Another target: the route is made anew. */
    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        if (!isThere(after, aws)) {
            delete(id, before, aws);
        }
        return settle(id, after, aws);
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                Set.of("InvalidRoute.NotFound", "InvalidRouteTableID.NotFound"),
                Ec2Operations.DELETE_ROUTE,
                DeleteRouteRequest.builder()
                        .routeTableId(last.text("RouteTableId"))
                        .destinationCidrBlock(last.text("DestinationCidrBlock"))
                        .build());
        return Progress.DONE;
    }
}
