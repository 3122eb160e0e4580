package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Mount targets: where a VPC's instances find a file system. */
final class NetworkPages {
    private static final String SUBNET = "subnet.";

    private NetworkPages() {}

    static List<Route> routes() {
        return List.of(
                Route.get("efs/{id}/network", ask -> page(ask, Parameters.NONE, Html.NOTHING)),
                Route.post(
                        "efs/{id}/network",
                        ask -> Need.filledIn("efs", "CreateMountTarget", in -> in.put("FileSystemId", ask.path("id"))
                                .put("SubnetId", "subnet-00000000")),
                        NetworkPages::create),
                Route.post(
                        "efs/{id}/network/{target}/delete",
                        ask -> Need.call("efs", "DeleteMountTarget", in -> in.put("MountTargetId", ask.path("target"))),
                        NetworkPages::delete));
    }

    private static View.Page page(Ask ask, Parameters given, Html refusal) {
        JsonNode fileSystem = Efs.described(ask);
        Rows<JsonNode> targets = Efs.all(
                ask.aws(), "DescribeMountTargets", "MountTargets", in -> in.put("FileSystemId", ask.path("id")));
        Html body = Html.of(
                "{}{}{}",
                refusal,
                Parts.live("targets", listing(ask, fileSystem).render(targets, ask.query())),
                Parts.live("more", Advice.orRefusal(() -> form(ask, targets.all(), given))));
        return Efs.page(ask, fileSystem, "network", Html.NOTHING, body, List.of("efs", "ec2"));
    }

    private static Listing<JsonNode> listing(Ask ask, JsonNode fileSystem) {
        return new Listing<>(
                "targets",
                "Mount targets",
                List.of(
                        Column.of("Mount target", each -> id(each), each -> Parts.id(id(each))),
                        Column.of(
                                "Zone",
                                each -> each.path("AvailabilityZoneName").asText(),
                                each -> Html.of(
                                        "<span class=\"nowrap\">{}</span>",
                                        Parts.text(each.path("AvailabilityZoneName")))),
                        Column.of("Subnet", each -> each.path("SubnetId").asText(), each -> Efs.idOf(each, "SubnetId")),
                        Column.of(
                                "Address",
                                each -> each.path("IpAddress").asText(),
                                each -> Html.of("<span class=\"nowrap\">{}</span>", Efs.idOf(each, "IpAddress"))),
                        Column.unsorted("Security groups", each -> groups(ask, id(each))),
                        Column.of(
                                "State",
                                each -> each.path("LifeCycleState").asText(),
                                each -> Parts.status(each.path("LifeCycleState").asText())),
                        Column.buttons(each -> remove(ask, fileSystem, each))),
                Parts.empty(
                        "It has no mount target.",
                        "No instance can mount it until a subnet of its VPC has one. Choose one subnet in each zone below.",
                        Html.NOTHING));
    }

    private static String id(JsonNode target) {
        return target.path("MountTargetId").asText();
    }

    private static Html groups(Ask ask, String target) {
        try {
            return Html.all(Aws.list(Efs.call(
                                    ask.aws(),
                                    "DescribeMountTargetSecurityGroups",
                                    in -> in.put("MountTargetId", target))
                            .path("SecurityGroups"))
                    .stream()
                    .map(each -> Html.of("<code>{}</code> ", each.asText()))
                    .toList());
        } catch (AwsException e) {
            return Html.text("–");
        }
    }

    private static Html remove(Ask ask, JsonNode fileSystem, JsonNode target) {
        return ask.destroy(
                "delete-" + id(target),
                Efs.href(Efs.id(fileSystem), "network", id(target), "delete"),
                "Delete",
                "Delete the mount target " + id(target) + "?",
                List.of(
                        "Instances in " + target.path("AvailabilityZoneName").asText() + " that have "
                                + Efs.name(fileSystem) + " mounted at "
                                + target.path("IpAddress").asText()
                                + " wait for it until it is back; their tasks stand still.",
                        "No data is lost."));
    }

    private static Html form(Ask ask, List<JsonNode> targets, Parameters given) {
        if (free(ask, targets).isEmpty()) {
            return Html.of(
                    "<p class=\"hint\">Each zone in which {} has a subnet has its mount target.</p>", vpc(targets));
        }
        return ask.form(Efs.href(ask.path("id"), "network"))
                .style("card stack")
                .around(Html.of("""
                <h2>Create mount targets</h2>{}
                <div class="row"><button class="primary">Create mount targets</button></div>""", subnetFields(ask, targets, given)));
    }

    /** The VPC of the mount targets there are, which further ones must be of; empty while there is none. */
    private static String vpc(List<JsonNode> targets) {
        return targets.isEmpty() ? "" : targets.getFirst().path("VpcId").asText();
    }

    private static boolean isIn(String vpc, JsonNode each) {
        return vpc.isEmpty() || each.path("vpcId").asText().equals(vpc);
    }

    /** The subnets that a mount target can still be made in (EFS user guide, "Creating mount targets"). */
    private static List<JsonNode> free(Ask ask, List<JsonNode> targets) {
        Set<String> taken = targets.stream()
                .map(each -> each.path("AvailabilityZoneName").asText())
                .collect(Collectors.toSet());
        return Aws.list(ask.aws().call("ec2", "DescribeSubnets").path("subnetSet")).stream()
                .filter(each -> isIn(vpc(targets), each)
                        && !taken.contains(each.path("availabilityZone").asText()))
                .toList();
    }

    /** One subnet in each zone; the first of each is proposed, of the default VPC where none is decided. */
    static Html subnetFields(Ask ask, List<JsonNode> targets, Parameters given) {
        String vpc = vpc(targets);
        Set<String> taken = new HashSet<>();
        List<Html> fields = new ArrayList<>();
        for (JsonNode subnet : free(ask, targets)) {
            String zone = subnet.path("availabilityZone").asText();
            String id = subnet.path("subnetId").asText();
            boolean proposed = given.values().isEmpty()
                    ? (!vpc.isEmpty() || subnet.path("defaultForAz").asBoolean()) && taken.add(zone)
                    : given.find(SUBNET + id).isPresent();
            fields.add(Fields.check(
                    id,
                    zone + ", " + subnet.path("cidrBlock").asText() + " of "
                            + subnet.path("vpcId").asText(),
                    SUBNET + id,
                    proposed));
        }
        List<Map.Entry<String, String>> groups = new ArrayList<>();
        groups.add(Map.entry("", "The VPC's default group"));
        for (JsonNode each : ask.aws().call("ec2", "DescribeSecurityGroups").path("securityGroupInfo")) {
            String id = each.path("groupId").asText();
            if (isIn(vpc, each)) {
                groups.add(Map.entry(
                        id,
                        each.path("groupName").asText() + " (" + id + ", "
                                + each.path("vpcId").asText() + ")"));
            }
        }
        return Html.of(
                "<fieldset class=\"stack\"><legend>Subnets <span class=\"hint\">at most one in each zone, all of one VPC</span></legend>{}</fieldset>{}",
                fields,
                Fields.choice("Security group, which must let TCP 2049 in", "group", groups, given.get("group")));
    }

    private static View create(Ask ask) {
        try {
            int made = createChosen(ask, ask.path("id"));
            if (made == 0) {
                throw new AwsException("ValidationException", 400, "Choose at least one subnet.");
            }
            return new View.GoTo(
                    Efs.href(ask.path("id"), "network"),
                    made == 1 ? "A mount target is being created." : made + " mount targets are being created.");
        } catch (AwsException e) {
            return page(ask, ask.form(), Advice.of(e)).refused(e.httpStatus());
        }
    }

    /** Returns how many were chosen. */
    static int createChosen(Ask ask, String fileSystemId) {
        int made = 0;
        for (String name : ask.form().values().keySet()) {
            if (name.startsWith(SUBNET)) {
                JsonNode ignored = Efs.call(ask.aws(), "CreateMountTarget", in -> {
                    in.put("FileSystemId", fileSystemId).put("SubnetId", name.substring(SUBNET.length()));
                    ask.form().find("group").ifPresent(group -> in.putArray("SecurityGroups")
                            .add(group));
                });
                made++;
            }
        }
        return made;
    }

    private static View delete(Ask ask) {
        String target = ask.path("target");
        Efs.call(ask.aws(), "DeleteMountTarget", in -> in.put("MountTargetId", target));
        return new View.GoTo(Efs.href(ask.path("id"), "network"), "The mount target " + target + " is being deleted.");
    }
}
