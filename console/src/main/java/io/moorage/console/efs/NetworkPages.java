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
        List<JsonNode> targets = Efs.all(
                ask.aws(), "DescribeMountTargets", "MountTargets", in -> in.put("FileSystemId", ask.path("id")));
        Html body = Html.of(
                "{}{}{}",
                refusal,
                Parts.live("targets", listing(ask, fileSystem).render(targets, ask.query())),
                Advice.orRefusal(() -> form(ask, targets, given)));
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
        return ask.form(Efs.href(ask.path("id"), "network"))
                .style("card stack")
                .around(Html.of("""
                <h2>Create mount targets</h2>{}
                <div class="row"><button class="primary">Create mount targets</button></div>""", subnetFields(ask, targets, given)));
    }

    /** One subnet in each zone; the first of each zone of the default VPC is proposed. */
    static Html subnetFields(Ask ask, List<JsonNode> targets, Parameters given) {
        Set<String> taken = targets.stream()
                .map(each -> each.path("AvailabilityZoneName").asText())
                .collect(Collectors.toCollection(HashSet::new));
        List<Html> fields = new ArrayList<>();
        for (JsonNode subnet : ask.aws().call("ec2", "DescribeSubnets").path("subnetSet")) {
            String zone = subnet.path("availabilityZone").asText();
            String id = subnet.path("subnetId").asText();
            boolean proposed = given.values().isEmpty()
                    ? subnet.path("defaultForAz").asBoolean() && taken.add(zone)
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
            groups.add(Map.entry(
                    id,
                    each.path("groupName").asText() + " (" + id + ", "
                            + each.path("vpcId").asText() + ")"));
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
