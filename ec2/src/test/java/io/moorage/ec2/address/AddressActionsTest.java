package io.moorage.ec2.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.Address;
import io.moorage.awsmodels.ec2.AllocateAddressRequest;
import io.moorage.awsmodels.ec2.AssociateAddressRequest;
import io.moorage.awsmodels.ec2.CreateNatGatewayRequest;
import io.moorage.awsmodels.ec2.CreateRouteRequest;
import io.moorage.awsmodels.ec2.CreateRouteTableRequest;
import io.moorage.awsmodels.ec2.CreateVpcRequest;
import io.moorage.awsmodels.ec2.DeleteNatGatewayRequest;
import io.moorage.awsmodels.ec2.DescribeAddressesRequest;
import io.moorage.awsmodels.ec2.DescribeNatGatewaysRequest;
import io.moorage.awsmodels.ec2.DescribeRouteTablesRequest;
import io.moorage.awsmodels.ec2.DisassociateAddressRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.NatGateway;
import io.moorage.awsmodels.ec2.ReleaseAddressRequest;
import io.moorage.awsmodels.ec2.TerminateInstancesRequest;
import io.moorage.ec2.TestEc2;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** EC2 API reference, the actions on elastic addresses and NAT gateways. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class AddressActionsTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    private String allocate() {
        return ec2.call(
                        Ec2Operations.ALLOCATE_ADDRESS,
                        AllocateAddressRequest.builder().domain("vpc").build())
                .allocationId();
    }

    private Address describe(String id) {
        return ec2.call(
                        Ec2Operations.DESCRIBE_ADDRESSES,
                        DescribeAddressesRequest.builder()
                                .allocationIds(List.of(id))
                                .build())
                .addresses()
                .getFirst();
    }

    private String instance() {
        return ec2.run(request -> request.subnetId(ec2.subnets().getFirst().id()))
                .instances()
                .getFirst()
                .instanceId();
    }

    private String associate(String allocationId, String instanceId, boolean again) {
        return ec2.call(
                        Ec2Operations.ASSOCIATE_ADDRESS,
                        AssociateAddressRequest.builder()
                                .allocationId(allocationId)
                                .instanceId(instanceId)
                                .allowReassociation(again)
                                .build())
                .associationId();
    }

    @Test
    void anAddressIsAnInstancesUntilItIsTakenAway() {
        ec2.start();
        String allocation = allocate();
        String first = instance();
        String had = ec2.describe(first).publicIpAddress();
        String association = associate(allocation, first, false);
        assertThat(associate(allocation, first, false)).as("the same again").isEqualTo(association);
        Address shown = describe(allocation);
        assertThat(shown.publicIp()).isNotEqualTo(had);
        assertThat(ec2.describe(first).publicIpAddress()).isEqualTo(shown.publicIp());
        assertThat(shown.instanceId()).isEqualTo(first);

        String second = instance();
        ec2.refuses(
                "Resource.AlreadyAssociated",
                Ec2Operations.ASSOCIATE_ADDRESS,
                AssociateAddressRequest.builder()
                        .allocationId(allocation)
                        .instanceId(second)
                        .build());
        associate(allocation, second, true);
        assertThat(ec2.describe(first).publicIpAddress()).isNull();
        assertThat(ec2.describe(second).publicIpAddress()).isEqualTo(shown.publicIp());
        ec2.refuses(
                "InvalidIPAddress.InUse",
                Ec2Operations.RELEASE_ADDRESS,
                ReleaseAddressRequest.builder().allocationId(allocation).build());
        ec2.refuses(
                "InvalidAssociationID.NotFound",
                Ec2Operations.DISASSOCIATE_ADDRESS,
                DisassociateAddressRequest.builder().associationId(association).build());

        ec2.call(
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesRequest.builder().instanceIds(List.of(second)).build());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> describe(allocation).associationId() == null);
        ec2.call(
                Ec2Operations.RELEASE_ADDRESS,
                ReleaseAddressRequest.builder().allocationId(allocation).build());
        ec2.refuses(
                "InvalidAllocationID.NotFound",
                Ec2Operations.DESCRIBE_ADDRESSES,
                DescribeAddressesRequest.builder()
                        .allocationIds(List.of(allocation))
                        .build());
    }

    private NatGateway nat(String allocation, String token) {
        return ec2.call(
                        Ec2Operations.CREATE_NAT_GATEWAY,
                        CreateNatGatewayRequest.builder()
                                .allocationId(allocation)
                                .subnetId(ec2.subnets().getFirst().id())
                                .clientToken(token)
                                .build())
                .natGateway();
    }

    @Test
    void aNatGatewayHasAnAddressUntilItIsDeleted() {
        String allocation = allocate();
        NatGateway made = nat(allocation, "t");
        assertThat(made.state()).isEqualTo("available");
        assertThat(nat(allocation, "t").natGatewayId()).as("the same token").isEqualTo(made.natGatewayId());
        assertThat(describe(allocation).networkInterfaceId())
                .isEqualTo(made.natGatewayAddresses().getFirst().networkInterfaceId());
        ec2.refuses(
                "AuthFailure",
                Ec2Operations.DISASSOCIATE_ADDRESS,
                DisassociateAddressRequest.builder()
                        .associationId(describe(allocation).associationId())
                        .build());

        String table = ec2.call(
                        Ec2Operations.CREATE_ROUTE_TABLE,
                        CreateRouteTableRequest.builder().vpcId(ec2.vpc().id()).build())
                .routeTable()
                .routeTableId();
        CreateRouteRequest.Builder route =
                CreateRouteRequest.builder().routeTableId(table).natGatewayId(made.natGatewayId());
        ec2.refuses(
                "UnsupportedOperation",
                Ec2Operations.CREATE_ROUTE,
                route.destinationCidrBlock("192.0.2.0/24").build());
        ec2.call(
                Ec2Operations.CREATE_ROUTE,
                route.destinationCidrBlock("0.0.0.0/0").build());
        assertThat(state(table)).isEqualTo("active");

        ec2.call(
                Ec2Operations.DELETE_NAT_GATEWAY,
                DeleteNatGatewayRequest.builder()
                        .natGatewayId(made.natGatewayId())
                        .build());
        assertThat(state(table)).isEqualTo("blackhole");
        assertThat(describe(allocation).associationId()).isNull();
        assertThat(ec2.call(
                                Ec2Operations.DESCRIBE_NAT_GATEWAYS,
                                DescribeNatGatewaysRequest.builder()
                                        .filter(List.of(TestEc2.filter("state", "deleted")))
                                        .build())
                        .natGateways())
                .extracting(NatGateway::natGatewayId)
                .containsExactly(made.natGatewayId());
    }

    private String state(String table) {
        return ec2
                .call(
                        Ec2Operations.DESCRIBE_ROUTE_TABLES,
                        DescribeRouteTablesRequest.builder()
                                .routeTableIds(List.of(table))
                                .build())
                .routeTables()
                .getFirst()
                .routes()
                .stream()
                .filter(each -> each.natGatewayId() != null)
                .map(each -> each.state())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatLeadsNowhereIsRefused() {
        String vpc = ec2.call(
                        Ec2Operations.CREATE_VPC,
                        CreateVpcRequest.builder().cidrBlock("10.3.0.0/16").build())
                .vpc()
                .vpcId();
        String subnet = ec2.call(
                        Ec2Operations.CREATE_SUBNET,
                        io.moorage.awsmodels.ec2.CreateSubnetRequest.builder()
                                .vpcId(vpc)
                                .cidrBlock("10.3.0.0/24")
                                .build())
                .subnet()
                .subnetId();
        CreateNatGatewayRequest.Builder request =
                CreateNatGatewayRequest.builder().allocationId(allocate()).subnetId(subnet);
        ec2.refuses("Gateway.NotAttached", Ec2Operations.CREATE_NAT_GATEWAY, request.build());
        ec2.refuses(
                "UnsupportedOperation",
                Ec2Operations.CREATE_NAT_GATEWAY,
                request.connectivityType("private").build());
        ec2.refuses(
                "NatGatewayNotFound",
                Ec2Operations.DELETE_NAT_GATEWAY,
                DeleteNatGatewayRequest.builder()
                        .natGatewayId("nat-00000000000000000")
                        .build());
        ec2.refuses(
                "InvalidAddress.NotFound",
                Ec2Operations.RELEASE_ADDRESS,
                ReleaseAddressRequest.builder().publicIp("198.51.100.1").build());
    }
}
