package io.moorage.cloudformation.action;

import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.ec2.DescribeAvailabilityZonesRequest;
import io.moorage.awsmodels.ec2.DescribeImagesRequest;
import io.moorage.awsmodels.ec2.DescribeInstancesRequest;
import io.moorage.awsmodels.ec2.DescribeKeyPairsRequest;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupsRequest;
import io.moorage.awsmodels.ec2.DescribeSubnetsRequest;
import io.moorage.awsmodels.ec2.DescribeVpcsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Filter;
import io.moorage.awsmodels.ec2.Image;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.template.ParameterType;
import io.moorage.cloudformation.template.ParameterValues;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether what parameters name exists, asked of EC2 as the caller. */
final class AccountParameters implements ParameterValues.Account {
    private static final Set<String> ABSENT = Set.of(
            "InvalidKeyPair.NotFound",
            "InvalidInstanceID.NotFound",
            "InvalidInstanceID.Malformed",
            "InvalidGroup.NotFound",
            "InvalidGroupId.Malformed",
            "InvalidSubnetID.NotFound",
            "InvalidVpcID.NotFound",
            "InvalidAMIID.NotFound",
            "InvalidAMIID.Malformed",
            "InvalidParameterValue");

    /** Names under which AWS publishes the ids of its images (Systems Manager user guide, "Public parameters"). */
    private static final Set<String> PUBLIC_IMAGES = Set.of(
            "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id",
            "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
            "/aws/service/ecs/optimized-ami/amazon-linux/recommended/image_id",
            "/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2",
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64");

    private final Aws aws;

    AccountParameters(Cfn cfn, Principal caller) {
        this.aws = new Aws(cfn.calls(), caller);
    }

    @Override
    public boolean exists(ParameterType type, String value) {
        return switch (type.element()) {
            case "AWS::EC2::KeyPair::KeyName" ->
                aws.unless(
                                ABSENT,
                                Ec2Operations.DESCRIBE_KEY_PAIRS,
                                DescribeKeyPairsRequest.builder()
                                        .keyNames(List.of(value))
                                        .build())
                        .isPresent();
            case "AWS::EC2::VPC::Id" ->
                aws.unless(
                                ABSENT,
                                Ec2Operations.DESCRIBE_VPCS,
                                DescribeVpcsRequest.builder()
                                        .vpcIds(List.of(value))
                                        .build())
                        .isPresent();
            case "AWS::EC2::Subnet::Id" ->
                aws.unless(
                                ABSENT,
                                Ec2Operations.DESCRIBE_SUBNETS,
                                DescribeSubnetsRequest.builder()
                                        .subnetIds(List.of(value))
                                        .build())
                        .isPresent();
            case "AWS::EC2::SecurityGroup::Id" ->
                aws.unless(
                                ABSENT,
                                Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                                DescribeSecurityGroupsRequest.builder()
                                        .groupIds(List.of(value))
                                        .build())
                        .isPresent();
            case "AWS::EC2::SecurityGroup::GroupName" ->
                !aws.call(
                                Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                                DescribeSecurityGroupsRequest.builder()
                                        .filters(List.of(Filter.builder()
                                                .name("group-name")
                                                .values(List.of(value))
                                                .build()))
                                        .build())
                        .securityGroups()
                        .isEmpty();
            case "AWS::EC2::Instance::Id" ->
                aws.unless(
                                ABSENT,
                                Ec2Operations.DESCRIBE_INSTANCES,
                                DescribeInstancesRequest.builder()
                                        .instanceIds(List.of(value))
                                        .build())
                        .isPresent();
            case "AWS::EC2::Image::Id" ->
                aws.unless(
                                ABSENT,
                                Ec2Operations.DESCRIBE_IMAGES,
                                DescribeImagesRequest.builder()
                                        .imageIds(List.of(value))
                                        .build())
                        .isPresent();
            case "AWS::EC2::AvailabilityZone::Name" ->
                aws
                        .call(
                                Ec2Operations.DESCRIBE_AVAILABILITY_ZONES,
                                DescribeAvailabilityZonesRequest.builder().build())
                        .availabilityZones()
                        .stream()
                        .anyMatch(zone -> value.equals(zone.zoneName()));
            default -> false;
        };
    }

    /** The image here stands for every one that AWS publishes. */
    @Override
    public Optional<String> stored(String name) {
        if (!PUBLIC_IMAGES.contains(name)) {
            return Optional.empty();
        }
        return aws
                .call(
                        Ec2Operations.DESCRIBE_IMAGES,
                        DescribeImagesRequest.builder().build())
                .images()
                .stream()
                .map(Image::imageId)
                .map(String::valueOf)
                .findFirst();
    }
}
