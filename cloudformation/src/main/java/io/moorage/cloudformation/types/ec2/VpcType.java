package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.CreateVpcRequest;
import io.moorage.awsmodels.ec2.DeleteVpcRequest;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupsRequest;
import io.moorage.awsmodels.ec2.DescribeVpcsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifyVpcAttributeRequest;
import io.moorage.awsmodels.ec2.Vpc;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::EC2::VPC}. */
public final class VpcType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("InvalidVpcID.NotFound");

    private static final Schema SCHEMA = Schema.of("AWS::EC2::VPC", CreateVpcRequest.SHAPE)
            .replaced("CidrBlock", "InstanceTenancy")
            .required("CidrBlock")
            .property("EnableDnsSupport", Type.BooleanType.ANY, Update.IN_PLACE)
            .property("EnableDnsHostnames", Type.BooleanType.ANY, Update.IN_PLACE)
            .tags("Tags")
            .attributes("VpcId", "CidrBlock", "DefaultSecurityGroup")
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
                                Ec2Operations.DESCRIBE_VPCS,
                                DescribeVpcsRequest.builder().filters(filters).build())
                        .vpcs()
                        .stream()
                        .map(Vpc::vpcId),
                () -> Aws.answered(aws.call(
                                        Ec2Operations.CREATE_VPC,
                                        CreateVpcRequest.builder()
                                                .cidrBlock(wanted.text("CidrBlock"))
                                                .instanceTenancy(wanted.orNull("InstanceTenancy"))
                                                .tagSpecifications(Ec2Tags.of(wanted, "vpc"))
                                                .build())
                                .vpc())
                        .vpcId());
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        wanted.flag("EnableDnsSupport")
                .ifPresent(value -> aws.call(
                        Ec2Operations.MODIFY_VPC_ATTRIBUTE,
                        ModifyVpcAttributeRequest.builder()
                                .vpcId(id)
                                .enableDnsSupport(new AttributeBooleanValue(value))
                                .build()));
        wanted.flag("EnableDnsHostnames")
                .ifPresent(value -> aws.call(
                        Ec2Operations.MODIFY_VPC_ATTRIBUTE,
                        ModifyVpcAttributeRequest.builder()
                                .vpcId(id)
                                .enableDnsHostnames(new AttributeBooleanValue(value))
                                .build()));
        return Progress.DONE;
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        Ec2Tags.update(id, before, after, aws);
        return settle(id, after, aws);
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                ABSENT,
                Ec2Operations.DELETE_VPC,
                DeleteVpcRequest.builder().vpcId(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        var groups = aws.call(
                Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                DescribeSecurityGroupsRequest.builder()
                        .filters(List.of(Ec2Tags.filter("vpc-id", id), Ec2Tags.filter("group-name", "default")))
                        .build());
        return Map.of(
                "VpcId",
                Values.text(id),
                "CidrBlock",
                Values.text(wanted.text("CidrBlock")),
                "DefaultSecurityGroup",
                Values.text(
                        groups.securityGroups().isEmpty()
                                ? null
                                : groups.securityGroups().getFirst().groupId()));
    }

    @Override
    public Actual current(String id, Wanted wanted, Aws aws) {
        return find(id, aws)
                .map(found -> Actual.properties()
                        .text("CidrBlock", found.cidrBlock())
                        .text("InstanceTenancy", found.instanceTenancy())
                        .tags("Tags", Ec2Tags.map(found.tags()))
                        .build())
                .orElse(Actual.GONE);
    }

    private static Optional<Vpc> find(String id, Aws aws) {
        return aws.unless(
                        ABSENT,
                        Ec2Operations.DESCRIBE_VPCS,
                        DescribeVpcsRequest.builder().vpcIds(List.of(id)).build())
                .flatMap(answer -> answer.vpcs().stream().findFirst());
    }
}
