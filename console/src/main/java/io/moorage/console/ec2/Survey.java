package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.ec2.Network.Place;
import io.moorage.console.frame.Aws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks who is where. */
final class Survey {
    private final Aws aws;

    Survey(Aws aws) {
        this.aws = aws;
    }

    /** @throws AwsException when the network or the instances may not be seen; file systems and load balancers are left out then */
    Network network() {
        List<Place> places = new ArrayList<>();
        instances(aws).forEach(each -> places.add(instance(each)));
        places.addAll(interfaces());
        return new Network(
                Aws.list(aws.call("ec2", "DescribeSubnets").path("subnetSet")),
                Aws.list(aws.call("ec2", "DescribeRouteTables").path("routeTableSet")),
                Aws.list(aws.call("ec2", "DescribeSecurityGroups").path("securityGroupInfo")),
                natGateways(),
                places);
    }

    /** The address as which what goes through one is seen outside. */
    private Map<String, String> natGateways() {
        Map<String, String> addresses = new HashMap<>();
        try {
            for (JsonNode each : aws.call("ec2", "DescribeNatGateways").path("natGatewaySet")) {
                addresses.put(
                        each.path("natGatewayId").asText(),
                        each.path("natGatewayAddressSet")
                                .path(0)
                                .path("publicIp")
                                .asText());
            }
        } catch (AwsException e) {
            addresses.clear();
        }
        return addresses;
    }

    static List<JsonNode> instances(Aws aws) {
        return Aws.list(aws.call("ec2", "DescribeInstances").path("reservationSet")).stream()
                .flatMap(each -> Aws.list(each.path("instancesSet")).stream())
                .toList();
    }

    private static Place instance(JsonNode each) {
        String name = Named.of(each);
        String id = each.path("instanceId").asText();
        return new Place(
                id,
                name.isEmpty() ? id : id + " (" + name + ")",
                each.path("instanceState").path("name").asText(),
                each.path("vpcId").asText(),
                each.path("subnetId").asText(),
                each.path("privateIpAddress").asText(),
                each.path("ipAddress").asText(),
                groups(each));
    }

    /** Mount targets and load balancers are where their interfaces are; those of instances are left to the instances. */
    private List<Place> interfaces() {
        try {
            return Aws.list(aws.call("ec2", "DescribeNetworkInterfaces").path("networkInterfaceSet")).stream()
                    .filter(each ->
                            each.path("attachment").path("instanceId").asText().isEmpty())
                    .map(Survey::standing)
                    .toList();
        } catch (AwsException e) {
            return List.of();
        }
    }

    private static Place standing(JsonNode each) {
        String description = each.path("description").asText();
        String id = each.path("networkInterfaceId").asText();
        return new Place(
                id,
                description.isEmpty() ? id : description,
                each.path("status").asText(),
                each.path("vpcId").asText(),
                each.path("subnetId").asText(),
                each.path("privateIpAddress").asText(),
                each.path("association").path("publicIp").asText(),
                groups(each));
    }

    private static List<String> groups(JsonNode each) {
        return Aws.list(each.path("groupSet")).stream()
                .map(group -> group.path("groupId").asText())
                .toList();
    }
}
