package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.CreateSubnetRequest;
import io.moorage.awsmodels.ec2.DeleteSubnetRequest;
import io.moorage.awsmodels.ec2.DescribeSubnetsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifySubnetAttributeRequest;
import io.moorage.awsmodels.ec2.Subnet;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::EC2::Subnet}. */
public final class SubnetType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("InvalidSubnetID.NotFound");

    private static final Schema SCHEMA = Schema.of("AWS::EC2::Subnet", CreateSubnetRequest.SHAPE)
            .replaced("VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId")
            .required("VpcId")
            .property("MapPublicIpOnLaunch", Type.BooleanType.ANY, Update.IN_PLACE)
            .tags("Tags")
            .attributes("SubnetId", "VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId")
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
                                Ec2Operations.DESCRIBE_SUBNETS,
                                DescribeSubnetsRequest.builder()
                                        .filters(filters)
                                        .build())
                        .subnets()
                        .stream()
                        .map(Subnet::subnetId),
                () -> Aws.answered(aws.call(
                                        Ec2Operations.CREATE_SUBNET,
                                        wanted
                                                .read(CreateSubnetRequest.SHAPE, "Tags", "MapPublicIpOnLaunch")
                                                .toBuilder()
                                                .tagSpecifications(Ec2Tags.of(wanted, "subnet"))
                                                .build())
                                .subnet())
                        .subnetId());
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        wanted.flag("MapPublicIpOnLaunch").ifPresent(value -> map(id, value, aws));
        return Progress.DONE;
    }

    private static void map(String id, boolean value, Aws aws) {
        aws.call(
                Ec2Operations.MODIFY_SUBNET_ATTRIBUTE,
                ModifySubnetAttributeRequest.builder()
                        .subnetId(id)
                        .mapPublicIpOnLaunch(new AttributeBooleanValue(value))
                        .build());
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        Ec2Tags.update(id, before, after, aws);
        map(id, after.flag("MapPublicIpOnLaunch").orElse(false), aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                ABSENT,
                Ec2Operations.DELETE_SUBNET,
                DeleteSubnetRequest.builder().subnetId(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        Subnet subnet = find(id, aws).orElseThrow();
        return Map.of(
                "SubnetId", Values.text(id),
                "VpcId", Values.text(subnet.vpcId()),
                "CidrBlock", Values.text(subnet.cidrBlock()),
                "AvailabilityZone", Values.text(subnet.availabilityZone()),
                "AvailabilityZoneId", Values.text(subnet.availabilityZoneId()));
    }

    @Override
    public Actual current(String id, Wanted wanted, Aws aws) {
        return find(id, aws)
                .map(found -> Actual.properties()
                        .all(Shapes.json(Subnet.SHAPE, found), SCHEMA)
                        .tags("Tags", Ec2Tags.map(found.tags()))
                        .build())
                .orElse(Actual.GONE);
    }

    private static Optional<Subnet> find(String id, Aws aws) {
        return aws.unless(
                        ABSENT,
                        Ec2Operations.DESCRIBE_SUBNETS,
                        DescribeSubnetsRequest.builder().subnetIds(List.of(id)).build())
                .flatMap(answer -> answer.subnets().stream().findFirst());
    }
}
