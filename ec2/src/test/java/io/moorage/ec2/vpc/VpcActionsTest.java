package io.moorage.ec2.vpc;

import static io.moorage.ec2.TestEc2.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.AssociateRouteTableRequest;
import io.moorage.awsmodels.ec2.AttachInternetGatewayRequest;
import io.moorage.awsmodels.ec2.CreateDefaultVpcRequest;
import io.moorage.awsmodels.ec2.CreateInternetGatewayRequest;
import io.moorage.awsmodels.ec2.CreateRouteRequest;
import io.moorage.awsmodels.ec2.CreateRouteTableRequest;
import io.moorage.awsmodels.ec2.CreateSubnetRequest;
import io.moorage.awsmodels.ec2.CreateVpcRequest;
import io.moorage.awsmodels.ec2.DeleteInternetGatewayRequest;
import io.moorage.awsmodels.ec2.DeleteRouteRequest;
import io.moorage.awsmodels.ec2.DeleteRouteTableRequest;
import io.moorage.awsmodels.ec2.DeleteSubnetRequest;
import io.moorage.awsmodels.ec2.DeleteVpcRequest;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfacesRequest;
import io.moorage.awsmodels.ec2.DescribeRouteTablesRequest;
import io.moorage.awsmodels.ec2.DescribeSubnetsRequest;
import io.moorage.awsmodels.ec2.DescribeVpcsRequest;
import io.moorage.awsmodels.ec2.DetachInternetGatewayRequest;
import io.moorage.awsmodels.ec2.DisassociateRouteTableRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.NetworkInterface;
import io.moorage.ec2.TestEc2;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** EC2 API reference, the actions on VPCs, subnets, gateways and routes. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class VpcActionsTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void aNetworkIsBuiltAndTakenDownInOrder() {
        String vpc = vpc("10.0.0.0/16");
        String subnet = subnet(vpc, "10.0.1.0/24");
        String gateway = gateway(vpc);
        String table = String.valueOf(ec2.call(
                        Ec2Operations.CREATE_ROUTE_TABLE,
                        CreateRouteTableRequest.builder().vpcId(vpc).build())
                .routeTable()
                .routeTableId());
        route(table, "0.0.0.0/0", gateway);
        String association = String.valueOf(ec2.call(
                        Ec2Operations.ASSOCIATE_ROUTE_TABLE,
                        AssociateRouteTableRequest.builder()
                                .routeTableId(table)
                                .subnetId(subnet)
                                .build())
                .associationId());
        assertThat(ec2.call(
                                Ec2Operations.DESCRIBE_ROUTE_TABLES,
                                DescribeRouteTablesRequest.builder()
                                        .filters(List.of(filter("association.subnet-id", subnet)))
                                        .build())
                        .routeTables())
                .singleElement()
                .satisfies(each -> assertThat(each.routes())
                        .extracting(one -> one.destinationCidrBlock() + " " + one.gatewayId() + " " + one.state())
                        .containsExactly("10.0.0.0/16 local active", "0.0.0.0/0 " + gateway + " active"));

        ec2.refuses("DependencyViolation", Ec2Operations.DELETE_VPC, deleteVpc(vpc));
        ec2.refuses(
                "DependencyViolation",
                Ec2Operations.DELETE_ROUTE_TABLE,
                DeleteRouteTableRequest.builder().routeTableId(table).build());
        ec2.refuses(
                "DependencyViolation",
                Ec2Operations.DELETE_INTERNET_GATEWAY,
                DeleteInternetGatewayRequest.builder()
                        .internetGatewayId(gateway)
                        .build());

        ec2.call(
                Ec2Operations.DISASSOCIATE_ROUTE_TABLE,
                DisassociateRouteTableRequest.builder()
                        .associationId(association)
                        .build());
        ec2.call(
                Ec2Operations.DELETE_ROUTE,
                DeleteRouteRequest.builder()
                        .routeTableId(table)
                        .destinationCidrBlock("0.0.0.0/0")
                        .build());
        ec2.call(
                Ec2Operations.DELETE_ROUTE_TABLE,
                DeleteRouteTableRequest.builder().routeTableId(table).build());
        ec2.call(
                Ec2Operations.DETACH_INTERNET_GATEWAY,
                DetachInternetGatewayRequest.builder()
                        .internetGatewayId(gateway)
                        .vpcId(vpc)
                        .build());
        ec2.call(
                Ec2Operations.DELETE_INTERNET_GATEWAY,
                DeleteInternetGatewayRequest.builder()
                        .internetGatewayId(gateway)
                        .build());
        ec2.call(
                Ec2Operations.DELETE_SUBNET,
                DeleteSubnetRequest.builder().subnetId(subnet).build());
        ec2.call(Ec2Operations.DELETE_VPC, deleteVpc(vpc));

        assertThat(ec2.store.view().all(Ec2Tables.VPCS)).hasSize(1);
        assertThat(ec2.store.view().all(Ec2Tables.SECURITY_GROUPS)).hasSize(1);
        assertThat(ec2.store.view().all(Ec2Tables.ROUTE_TABLES)).hasSize(1);
    }

    @Test
    void blocksAreChecked() {
        String vpc = vpc("10.0.0.0/16");
        subnet(vpc, "10.0.0.0/24");
        ec2.refuses("InvalidParameterValue", Ec2Operations.CREATE_VPC, createVpc("ten"));
        ec2.refuses("InvalidVpc.Range", Ec2Operations.CREATE_VPC, createVpc("10.0.0.0/8"));
        ec2.refuses("InvalidVpc.Range", Ec2Operations.CREATE_VPC, createVpc("10.0.0.0/29"));
        ec2.refuses(
                "MissingParameter",
                Ec2Operations.CREATE_VPC,
                CreateVpcRequest.builder().build());
        ec2.refuses("InvalidSubnet.Range", Ec2Operations.CREATE_SUBNET, createSubnet(vpc, "10.1.0.0/24"));
        ec2.refuses("InvalidSubnet.Conflict", Ec2Operations.CREATE_SUBNET, createSubnet(vpc, "10.0.0.128/25"));
        ec2.refuses(
                "InvalidVpcID.NotFound",
                Ec2Operations.CREATE_SUBNET,
                createSubnet("vpc-00000000000000000", "10.0.1.0/24"));
        ec2.refuses(
                "InvalidParameterValue",
                Ec2Operations.CREATE_SUBNET,
                CreateSubnetRequest.builder()
                        .vpcId(vpc)
                        .cidrBlock("10.0.1.0/24")
                        .availabilityZone("eu-west-1a")
                        .build());
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        ec2.refuses(
                "InvalidVpcID.NotFound",
                Ec2Operations.DESCRIBE_VPCS,
                DescribeVpcsRequest.builder()
                        .vpcIds(List.of("vpc-00000000000000000"))
                        .build());
        ec2.refuses(
                "InvalidSubnetID.NotFound",
                Ec2Operations.DESCRIBE_SUBNETS,
                DescribeSubnetsRequest.builder()
                        .subnetIds(List.of("subnet-00000000000000000"))
                        .build());
        ec2.refuses(
                "InvalidRoute.NotFound",
                Ec2Operations.DELETE_ROUTE,
                DeleteRouteRequest.builder()
                        .routeTableId(mainTable())
                        .destinationCidrBlock("9.0.0.0/8")
                        .build());
        ec2.refuses(
                "InvalidAssociationID.NotFound",
                Ec2Operations.DISASSOCIATE_ROUTE_TABLE,
                DisassociateRouteTableRequest.builder()
                        .associationId("rtbassoc-00000000000000000")
                        .build());
    }

    @Test
    void onceIsEnough() {
        ec2.refuses(
                "DefaultVpcAlreadyExists",
                Ec2Operations.CREATE_DEFAULT_VPC,
                CreateDefaultVpcRequest.builder().build());
        String vpc = vpc("10.0.0.0/16");
        String gateway = gateway(vpc);
        ec2.refuses("Resource.AlreadyAssociated", Ec2Operations.ATTACH_INTERNET_GATEWAY, attach(gateway, vpc));
        route(mainTableOf(vpc), "0.0.0.0/0", gateway);
        ec2.refuses(
                "RouteAlreadyExists",
                Ec2Operations.CREATE_ROUTE,
                CreateRouteRequest.builder()
                        .routeTableId(mainTableOf(vpc))
                        .destinationCidrBlock("0.0.0.0/0")
                        .gatewayId(gateway)
                        .build());
        ec2.refuses(
                "Gateway.NotAttached",
                Ec2Operations.DETACH_INTERNET_GATEWAY,
                DetachInternetGatewayRequest.builder()
                        .internetGatewayId(gateway)
                        .vpcId(ec2.vpc().id())
                        .build());
    }

    @Test
    void aSubnetInUseStays() {
        String subnet = ec2.subnets().getFirst().id();
        ec2.run(request -> request.subnetId(subnet));

        ec2.refuses(
                "DependencyViolation",
                Ec2Operations.DELETE_SUBNET,
                DeleteSubnetRequest.builder().subnetId(subnet).build());
        assertThat(ec2.call(
                                Ec2Operations.DESCRIBE_SUBNETS,
                                DescribeSubnetsRequest.builder()
                                        .subnetIds(List.of(subnet))
                                        .build())
                        .subnets()
                        .getFirst()
                        .availableIpAddressCount())
                .isEqualTo(4096 - 5 - 1);
    }

    @Test
    void aMountTargetsInterfaceIsShownAsEfssOwn() {
        Subnet subnet = ec2.subnets().getFirst();
        ec2.store.transact(tx -> {
            tx.insert(
                    Ec2Tables.INTERFACES,
                    io.moorage.model.ec2.NetworkInterface.in(
                            subnet,
                            "172.31.0.9",
                            List.of(ec2.defaultGroup().id()),
                            io.moorage.model.ec2.NetworkInterface.mountTarget("fs-1", "fsmt-1"),
                            new Random(1)));
            return tx;
        });

        NetworkInterface shown = ec2.call(
                        Ec2Operations.DESCRIBE_NETWORK_INTERFACES,
                        DescribeNetworkInterfacesRequest.builder()
                                .filters(List.of(filter("requester-managed", "true")))
                                .build())
                .networkInterfaces()
                .getFirst();

        assertThat(shown.description()).isEqualTo("EFS mount target for fs-1 (fsmt-1)");
        assertThat(shown.privateIpAddress()).isEqualTo("172.31.0.9");
        assertThat(shown.requesterManaged()).isTrue();
    }

    private String vpc(String block) {
        return String.valueOf(
                ec2.call(Ec2Operations.CREATE_VPC, createVpc(block)).vpc().vpcId());
    }

    private static CreateVpcRequest createVpc(String block) {
        return CreateVpcRequest.builder().cidrBlock(block).build();
    }

    private static DeleteVpcRequest deleteVpc(String id) {
        return DeleteVpcRequest.builder().vpcId(id).build();
    }

    private String subnet(String vpc, String block) {
        return String.valueOf(ec2.call(Ec2Operations.CREATE_SUBNET, createSubnet(vpc, block))
                .subnet()
                .subnetId());
    }

    private static CreateSubnetRequest createSubnet(String vpc, String block) {
        return CreateSubnetRequest.builder().vpcId(vpc).cidrBlock(block).build();
    }

    private String gateway(String vpc) {
        String id = String.valueOf(ec2.call(
                        Ec2Operations.CREATE_INTERNET_GATEWAY,
                        CreateInternetGatewayRequest.builder().build())
                .internetGateway()
                .internetGatewayId());
        ec2.call(Ec2Operations.ATTACH_INTERNET_GATEWAY, attach(id, vpc));
        return id;
    }

    private static AttachInternetGatewayRequest attach(String gateway, String vpc) {
        return AttachInternetGatewayRequest.builder()
                .internetGatewayId(gateway)
                .vpcId(vpc)
                .build();
    }

    private void route(String table, String destination, String gateway) {
        ec2.call(
                Ec2Operations.CREATE_ROUTE,
                CreateRouteRequest.builder()
                        .routeTableId(table)
                        .destinationCidrBlock(destination)
                        .gatewayId(gateway)
                        .build());
    }

    private String mainTable() {
        return mainTableOf(ec2.vpc().id());
    }

    private String mainTableOf(String vpc) {
        return ec2.store
                .view()
                .by(Ec2Tables.ROUTE_TABLES, Ec2Tables.ROUTE_TABLES_BY_VPC, vpc)
                .iterator()
                .next()
                .id();
    }
}
