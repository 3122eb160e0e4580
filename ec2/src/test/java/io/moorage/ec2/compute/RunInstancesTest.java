package io.moorage.ec2.compute;

import static io.moorage.ec2.TestEc2.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.CreateVpcRequest;
import io.moorage.awsmodels.ec2.DescribeInstancesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IamInstanceProfileSpecification;
import io.moorage.awsmodels.ec2.Instance;
import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceSpecification;
import io.moorage.awsmodels.ec2.LaunchTemplateSpecification;
import io.moorage.awsmodels.ec2.Placement;
import io.moorage.awsmodels.ec2.Reservation;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.awsmodels.ec2.TagSpecification;
import io.moorage.ec2.TestEc2;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.store.Ec2Tables;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** EC2 API reference, {@code RunInstances} and {@code DescribeInstances}. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class RunInstancesTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void aLaunchSaysWhatItMade() {
        Reservation made = ec2.run(request -> request.instanceType("t2.micro")
                .subnetId(ec2.subnets().get(1).id())
                .userData(Base64.getEncoder()
                        .encodeToString("#!/bin/sh".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .tagSpecifications(List.of(TagSpecification.builder()
                        .resourceType("instance")
                        .tags(List.of(Tag.builder().key("Name").value("one").build()))
                        .build())));

        Instance instance = made.instances().getFirst();
        assertThat(made.reservationId()).startsWith("r-");
        assertThat(instance.state().name()).isEqualTo("pending");
        assertThat(instance.privateIpAddress()).isEqualTo("172.31.16.4");
        assertThat(instance.privateDnsName()).isEqualTo("ip-172-31-16-4.ec2.internal");
        assertThat(instance.publicIpAddress()).isEqualTo("198.18.0.1");
        assertThat(instance.placement().availabilityZone()).isEqualTo("us-east-1b");
        assertThat(instance.securityGroups()).extracting("groupName").containsExactly("default");
        assertThat(instance.tags())
                .containsExactly(Tag.builder().key("Name").value("one").build());
        assertThat(ec2.describe(instance.instanceId())).isEqualTo(instance);
    }

    @Test
    void instancesSpreadOverTheDefaultSubnets() {
        var zones = List.of(zone(ec2.run(request -> {})), zone(ec2.run(request -> {})), zone(ec2.run(request -> {})));

        assertThat(zones).containsExactlyInAnyOrder("us-east-1a", "us-east-1b", "us-east-1c");
    }

    @Test
    void theSameTokenGivesTheSameInstances() {
        Reservation first = ec2.run(request -> request.clientToken("once").maxCount(2));

        assertThat(ec2.run(request -> request.clientToken("once").maxCount(2))).isEqualTo(first);
        ec2.refuses(
                "IdempotentParameterMismatch",
                Ec2Operations.RUN_INSTANCES,
                ec2.request(request -> request.clientToken("once").maxCount(2).instanceType("t2.large")));
    }

    @Test
    void aSmallSubnetGivesWhatItHasAboveTheMinimum() {
        String vpc = ec2.call(
                        Ec2Operations.CREATE_VPC,
                        CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").build())
                .vpc()
                .vpcId();
        String subnet = ec2.call(
                        Ec2Operations.CREATE_SUBNET,
                        io.moorage.awsmodels.ec2.CreateSubnetRequest.builder()
                                .vpcId(vpc)
                                .cidrBlock("10.0.0.0/28")
                                .build())
                .subnet()
                .subnetId();

        assertThat(ec2.run(request -> request.subnetId(subnet).maxCount(20)).instances())
                .hasSize(11);
        refuses("InsufficientFreeAddressesInSubnet", request -> request.subnetId(subnet));
        assertThat(ec2.store.view().all(Ec2Tables.INSTANCES)).hasSize(11);
    }

    @Test
    void whatIsWrongIsRefusedInEc2sWords() {
        String subnet = ec2.subnets().getFirst().id();
        refuses("InvalidAMIID.NotFound", request -> request.imageId("ami-00000000000000000"));
        refuses("InvalidAMIID.Malformed", request -> request.imageId("debian"));
        refuses("MissingParameter", request -> request.imageId(null));
        refuses("InvalidSubnetID.NotFound", request -> request.subnetId("subnet-00000000000000000"));
        refuses("InvalidGroup.NotFound", request -> request.securityGroupIds(List.of("sg-00000000000000000")));
        refuses("InvalidGroup.NotFound", request -> request.securityGroups(List.of("nobody")));
        refuses("InvalidKeyPair.NotFound", request -> request.keyName("nobody"));
        refuses("InvalidParameterValue", request -> request.instanceType("x9.huge"));
        refuses("InvalidParameterValue", request -> request.minCount(2).maxCount(1));
        refuses("InvalidParameterValue", request -> request.minCount(0));
        refuses("InvalidParameterValue", request -> request.userData("not base 64!"));
        refuses(
                "InvalidParameterValue",
                request -> request.userData(Base64.getEncoder().encodeToString(new byte[16 * 1024 + 1])));
        refuses(
                "InvalidParameterValue",
                request -> request.iamInstanceProfile(
                        IamInstanceProfileSpecification.builder().name("nobody").build()));
        refuses("InvalidParameterValue", request -> request.subnetId(subnet)
                .placement(Placement.builder().availabilityZone("us-east-1c").build()));
        refuses(
                "InvalidParameterValue",
                request -> request.placement(
                        Placement.builder().availabilityZone("mars-1a").build()));
        refuses("InvalidParameterValue", request -> request.subnetId(subnet).privateIpAddress("10.1.1.1"));
        refuses("InvalidParameterCombination", request -> request.subnetId(subnet)
                .networkInterfaces(List.of(InstanceNetworkInterfaceSpecification.builder()
                        .deviceIndex(0)
                        .build())));
        refuses(
                "InvalidLaunchTemplateName.NotFoundException",
                request -> request.launchTemplate(LaunchTemplateSpecification.builder()
                        .launchTemplateName("one")
                        .build()));
        refuses("DryRunOperation", request -> request.dryRun(true));
        assertThat(ec2.store.view().all(Ec2Tables.INSTANCES)).isEmpty();
        assertThat(ec2.store.view().all(Ec2Tables.INTERFACES)).isEmpty();
    }

    @Test
    void aGroupOfAnotherVpcIsRefused() {
        ec2.call(
                Ec2Operations.CREATE_VPC,
                CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").build());
        SecurityGroup foreign = ec2.store.view().all(Ec2Tables.SECURITY_GROUPS).stream()
                .filter(each -> !each.vpcId().equals(ec2.vpc().id()))
                .findFirst()
                .orElseThrow();

        refuses("InvalidParameter", request -> request.securityGroupIds(List.of(foreign.id())));
    }

    @Test
    void anInterfaceSaysWhetherItsInstanceIsPublic() {
        Instance hidden = ec2.run(
                        request -> request.networkInterfaces(List.of(InstanceNetworkInterfaceSpecification.builder()
                                .deviceIndex(0)
                                .associatePublicIpAddress(false)
                                .subnetId(ec2.subnets().getFirst().id())
                                .groups(List.of(ec2.defaultGroup().id()))
                                .build())))
                .instances()
                .getFirst();

        assertThat(hidden.publicIpAddress()).isNull();
        assertThat(hidden.subnetId()).isEqualTo(ec2.subnets().getFirst().id());
    }

    @Test
    void filtersFindInstances() {
        Instance one = ec2.run(request -> request.tagSpecifications(List.of(TagSpecification.builder()
                        .resourceType("instance")
                        .tags(List.of(Tag.builder().key("Name").value("web-1").build()))
                        .build())))
                .instances()
                .getFirst();
        ec2.run(request -> {});

        assertThat(found("tag:Name", "web-*")).containsExactly(one.instanceId());
        assertThat(found("tag:Name", "web")).isEmpty();
        assertThat(found("tag-key", "Name")).containsExactly(one.instanceId());
        assertThat(found("private-ip-address", String.valueOf(one.privateIpAddress())))
                .containsExactly(one.instanceId());
        assertThat(found("availability-zone", zone(one))).containsExactly(one.instanceId());
        assertThat(found("subnet-id", String.valueOf(one.subnetId()))).containsExactly(one.instanceId());
        assertThat(found("instance-state-name", "pending", "running")).hasSize(2);
        assertThat(found("instance-state-name", "running")).isEmpty();
        assertThat(found("vpc-id", ec2.vpc().id())).hasSize(2);
        assertThat(found("instance.group-id", ec2.defaultGroup().id())).hasSize(2);
        ec2.refuses(
                "InvalidParameterValue",
                Ec2Operations.DESCRIBE_INSTANCES,
                DescribeInstancesRequest.builder()
                        .filters(List.of(filter("colour", "red")))
                        .build());
        ec2.refuses(
                "InvalidInstanceID.NotFound",
                Ec2Operations.DESCRIBE_INSTANCES,
                DescribeInstancesRequest.builder()
                        .instanceIds(List.of("i-00000000000000000"))
                        .build());
        ec2.refuses(
                "InvalidInstanceID.Malformed",
                Ec2Operations.DESCRIBE_INSTANCES,
                DescribeInstancesRequest.builder().instanceIds(List.of("mine")).build());
    }

    @Test
    void pagesShowEveryInstanceOnce() {
        ec2.run(request -> request.maxCount(12).minCount(12));
        var seen = new java.util.ArrayList<String>();
        String token = null;
        do {
            var page = ec2.call(
                    Ec2Operations.DESCRIBE_INSTANCES,
                    DescribeInstancesRequest.builder()
                            .maxResults(5)
                            .nextToken(token)
                            .build());
            page.reservations().forEach(each -> each.instances().forEach(one -> seen.add(one.instanceId())));
            token = page.nextToken();
        } while (token != null);

        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    }

    private List<String> found(String name, String... values) {
        return ec2
                .call(
                        Ec2Operations.DESCRIBE_INSTANCES,
                        DescribeInstancesRequest.builder()
                                .filters(List.of(filter(name, values)))
                                .build())
                .reservations()
                .stream()
                .flatMap(each -> each.instances().stream())
                .map(each -> String.valueOf(each.instanceId()))
                .toList();
    }

    private void refuses(String code, Consumer<RunInstancesRequest.Builder> request) {
        ec2.refuses(code, Ec2Operations.RUN_INSTANCES, ec2.request(request));
    }

    private static String zone(Reservation made) {
        return zone(made.instances().getFirst());
    }

    private static String zone(Instance instance) {
        return String.valueOf(
                instance.placement() == null ? null : instance.placement().availabilityZone());
    }
}
