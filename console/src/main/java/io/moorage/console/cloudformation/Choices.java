package io.moorage.console.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What there is of an AWS-specific parameter type (CloudFormation user guide, "Supported AWS-specific parameter types"). */
final class Choices {
    private final Aws aws;

    Choices(Aws aws) {
        this.aws = aws;
    }

    /** @param label with what tells it from the others */
    record Choice(String value, String label) {}

    /** Empty for other types, and where it may not be asked. */
    Optional<List<Choice>> of(String type) {
        try {
            return Optional.ofNullable(existing(type));
        } catch (AwsException e) {
            return Optional.empty();
        }
    }

    private @Nullable List<Choice> existing(String type) {
        return switch (type) {
            case "AWS::EC2::KeyPair::KeyName" -> listed("DescribeKeyPairs", "keySet", "keyName", ignored -> "");
            case "AWS::EC2::VPC::Id" ->
                listed("DescribeVpcs", "vpcSet", "vpcId", each -> each.path("cidrBlock")
                        .asText());
            case "AWS::EC2::Subnet::Id" ->
                listed(
                        "DescribeSubnets",
                        "subnetSet",
                        "subnetId",
                        each -> each.path("availabilityZone").asText() + ", "
                                + each.path("cidrBlock").asText());
            case "AWS::EC2::SecurityGroup::Id" ->
                listed("DescribeSecurityGroups", "securityGroupInfo", "groupId", each -> each.path("groupName")
                        .asText());
            case "AWS::EC2::SecurityGroup::GroupName" ->
                listed("DescribeSecurityGroups", "securityGroupInfo", "groupName", ignored -> "");
            case "AWS::EC2::Image::Id" ->
                listed("DescribeImages", "imagesSet", "imageId", each -> each.path("name")
                        .asText());
            case "AWS::EC2::AvailabilityZone::Name" ->
                listed("DescribeAvailabilityZones", "availabilityZoneInfo", "zoneName", ignored -> "");
            case "AWS::EC2::Instance::Id" -> instances();
            default -> null;
        };
    }

    private List<Choice> listed(String operation, String member, String value, Function<JsonNode, String> detail) {
        return Aws.list(aws.call("ec2", operation).path(member)).stream()
                .map(each -> choice(each.path(value).asText(), name(each), detail.apply(each)))
                .toList();
    }

    private List<Choice> instances() {
        List<Choice> found = new ArrayList<>();
        aws.call("ec2", "DescribeInstances").path("reservationSet").forEach(each -> each.path("instancesSet")
                .forEach(instance -> found.add(choice(
                        instance.path("instanceId").asText(),
                        name(instance),
                        instance.path("instanceState").path("name").asText()))));
        return found;
    }

    private static Choice choice(String value, String name, String detail) {
        String more = name.isEmpty() || detail.isEmpty() ? name + detail : name + ", " + detail;
        return new Choice(value, more.isEmpty() ? value : value + " (" + more + ")");
    }

    private static String name(JsonNode tagged) {
        return Aws.list(tagged.path("tagSet")).stream()
                .filter(each -> each.path("key").asText().equals("Name"))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElse("");
    }
}
