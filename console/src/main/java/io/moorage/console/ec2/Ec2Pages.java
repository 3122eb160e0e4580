package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** EC2 instances, security groups and Auto Scaling groups. */
public final class Ec2Pages {
    private static final Listing<JsonNode> INSTANCES = new Listing<>(
            "instances",
            "Instances",
            List.of(
                    text("Name", Ec2Pages::name),
                    Column.of(
                            "Instance",
                            each -> each.path("instanceId").asText(),
                            each -> Parts.id(each.path("instanceId").asText())),
                    Column.of("State", Ec2Pages::state, each -> Parts.status(state(each))),
                    text("Type", each -> each.path("instanceType").asText()),
                    text("Zone", each -> each.path("placement")
                            .path("availabilityZone")
                            .asText()),
                    text("Private address", each -> each.path("privateIpAddress")
                            .asText()),
                    text("Public address", each -> each.path("ipAddress").asText()),
                    Column.of(
                            "Launched",
                            each -> each.path("launchTime").asText(),
                            each -> Parts.time(each.path("launchTime")))),
            Parts.empty(
                    "There is no instance.",
                    "An Auto Scaling group launches them, or: aws ec2 run-instances.",
                    Html.NOTHING));

    private static final Listing<JsonNode> SECURITY_GROUPS = new Listing<>(
            "security-groups",
            "Security groups",
            List.of(
                    text("Name", each -> each.path("groupName").asText()),
                    Column.of(
                            "Group",
                            each -> each.path("groupId").asText(),
                            each -> Parts.id(each.path("groupId").asText())),
                    text("Description", each -> each.path("groupDescription").asText()),
                    text("VPC", each -> each.path("vpcId").asText()),
                    text("May come in", each -> rules(each.path("ipPermissions"))),
                    text("May go out", each -> rules(each.path("ipPermissionsEgress")))),
            Parts.empty("There is no security group.", "Each VPC is born with one.", Html.NOTHING));

    private static final Listing<JsonNode> GROUPS = new Listing<>(
            "groups",
            "Auto Scaling groups",
            List.of(
                    text("Group", each -> each.path("AutoScalingGroupName").asText()),
                    Column.number(
                            "Instances", each -> (long) each.path("Instances").size()),
                    Column.number(
                            "Desired", each -> each.path("DesiredCapacity").asLong()),
                    Column.number("Least", each -> each.path("MinSize").asLong()),
                    Column.number("Most", each -> each.path("MaxSize").asLong()),
                    text("Instances' states", Ec2Pages::members)),
            Parts.empty(
                    "There is no Auto Scaling group.",
                    "A group keeps a number of instances running and replaces those that fail.",
                    Html.NOTHING));

    private Ec2Pages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("ec2/instances", Ec2Pages::instances),
                Route.get("ec2/security-groups", Ec2Pages::securityGroups),
                Route.get("ec2/auto-scaling-groups", Ec2Pages::groups));
    }

    private static Column<JsonNode> text(String title, Function<JsonNode, String> value) {
        return Column.of(title, value, each -> Html.text(value.apply(each).isEmpty() ? "–" : value.apply(each)));
    }

    private static View.Page instances(Ask ask) {
        List<JsonNode> all = Aws.list(ask.aws().call("ec2", "DescribeInstances").path("reservationSet")).stream()
                .flatMap(each -> Aws.list(each.path("instancesSet")).stream())
                .toList();
        return page("Instances", INSTANCES, all, ask, List.of("ec2"));
    }

    private static View.Page securityGroups(Ask ask) {
        List<JsonNode> all =
                Aws.list(ask.aws().call("ec2", "DescribeSecurityGroups").path("securityGroupInfo"));
        return page("Security groups", SECURITY_GROUPS, all, ask, List.of("ec2"));
    }

    private static View.Page groups(Ask ask) {
        List<JsonNode> all = Aws.list(
                ask.aws().call("autoscaling", "DescribeAutoScalingGroups").path("AutoScalingGroups"));
        return page("Auto Scaling groups", GROUPS, all, ask, List.of("autoscaling"));
    }

    private static View.Page page(
            String title, Listing<JsonNode> listing, List<JsonNode> rows, Ask ask, List<String> topics) {
        return new View.Page(
                title, List.of(), Html.NOTHING, Parts.live("listed", listing.render(rows, ask.query())), topics);
    }

    private static String state(JsonNode instance) {
        return instance.path("instanceState").path("name").asText();
    }

    private static String name(JsonNode instance) {
        return Aws.list(instance.path("tagSet")).stream()
                .filter(each -> each.path("key").asText().equals("Name"))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private static String members(JsonNode group) {
        return Aws.list(group.path("Instances")).stream()
                .map(each -> each.path("InstanceId").asText() + " "
                        + each.path("LifecycleState").asText())
                .collect(Collectors.joining(", "));
    }

    private static String rules(JsonNode permissions) {
        return Aws.list(permissions).stream().map(Ec2Pages::rule).collect(Collectors.joining("; "));
    }

    private static String rule(JsonNode rule) {
        String protocol = rule.path("ipProtocol").asText();
        String ports = rule.path("fromPort").asText().equals(rule.path("toPort").asText())
                ? rule.path("fromPort").asText()
                : rule.path("fromPort").asText() + " to " + rule.path("toPort").asText();
        String peers = Stream.concat(
                        Aws.list(rule.path("ipRanges")).stream()
                                .map(each -> each.path("cidrIp").asText()),
                        Aws.list(rule.path("groups")).stream()
                                .map(each -> each.path("groupId").asText()))
                .collect(Collectors.joining(", "));
        return (protocol.equals("-1") ? "all" : protocol + " " + ports) + " " + peers;
    }
}
