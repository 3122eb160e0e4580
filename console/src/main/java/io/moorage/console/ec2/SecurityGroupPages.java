package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Security groups and their rules. */
public final class SecurityGroupPages {
    private static final String SERVICE = "ec2";
    private static final String INGRESS = "ingress";
    private static final List<String> TOPICS = List.of("ec2");

    private static final Listing<JsonNode> GROUPS = new Listing<>(
            "security-groups",
            "Security groups",
            List.of(
                    Columns.text("Name", "groupName"),
                    Columns.linkedId("Group", each -> each.path("groupId").asText(), SecurityGroupPages::href),
                    Columns.text("Description", "groupDescription"),
                    Columns.text("VPC", "vpcId"),
                    Columns.text("May come in", each -> rules(each.path("ipPermissions"))),
                    Columns.text("May go out", each -> rules(each.path("ipPermissionsEgress")))),
            Parts.empty(
                    "There is no security group.",
                    "Each VPC is born with one.",
                    Parts.button(Links.to("ec2", "vpcs"), "VPCs", "")));

    private SecurityGroupPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("ec2/security-groups", ask -> list(ask, Html.NOTHING)),
                NewSecurityGroup.route(),
                Route.get("ec2/security-groups/{group}", ask -> group(ask, Html.NOTHING)),
                Route.post(
                        "ec2/security-groups/{group}",
                        ask -> Need.anyOf(
                                ofGroup(ask, "AuthorizeSecurityGroupIngress", "GroupId"),
                                ofGroup(ask, "AuthorizeSecurityGroupEgress", "groupId")),
                        SecurityGroupPages::add),
                Route.post(
                        "ec2/security-groups/{group}/{direction}/{rule}/revoke",
                        SecurityGroupPages::toRevoke,
                        SecurityGroupPages::revoke),
                Route.post(
                        "ec2/security-groups/{group}/delete",
                        ask -> Need.call(SERVICE, "DeleteSecurityGroup", in -> in.put("GroupId", ask.path("group"))),
                        SecurityGroupPages::delete));
    }

    private static Need ofGroup(Ask ask, String operation, String member) {
        return Need.filledIn(SERVICE, operation, in -> in.put(member, ask.path("group")));
    }

    public static String href(String id) {
        return Links.to("ec2", "security-groups", id);
    }

    private static String rules(JsonNode permissions) {
        return Aws.list(permissions).stream()
                .map(each -> SecurityRule.of(each).text())
                .collect(Collectors.joining("; "));
    }

    static View.Page list(Ask ask, Html refusal) {
        List<JsonNode> all =
                Aws.list(ask.aws().call(SERVICE, "DescribeSecurityGroups").path("securityGroupInfo"));
        return new View.Page(
                "Security groups",
                List.of(),
                Parts.button(Links.to("ec2", "reach"), "Can A reach B?", ""),
                Html.of(
                        "{}{}{}",
                        refusal,
                        Parts.live("listed", GROUPS.render(all, ask.query())),
                        Advice.orRefusal(() -> NewSecurityGroup.form(ask))),
                TOPICS);
    }

    private static View.Page group(Ask ask, Html refusal) {
        String id = ask.path("group");
        JsonNode group = ask.aws()
                .call(SERVICE, "DescribeSecurityGroups", in -> in.putArray("GroupId")
                        .add(id))
                .path("securityGroupInfo")
                .path(0);
        List<JsonNode> rules = Aws.list(ask.aws()
                .call(SERVICE, "DescribeSecurityGroupRules", in -> in.putArray("Filter")
                        .addObject()
                        .put("Name", "group-id")
                        .putArray("Value")
                        .add(id))
                .path("securityGroupRuleSet"));
        Html body = Html.of(
                "{}{}{}{}{}",
                refusal,
                Parts.live("facts", facts(group)),
                Parts.card("Inbound rules", Parts.live("in", rules(ask, rules, false))),
                Parts.card("Outbound rules", Parts.live("out", rules(ask, rules, true))),
                form(ask));
        return new View.Page(
                group.path("groupName").asText() + " · " + id,
                List.of(new Crumb(Links.to("ec2", "security-groups"), "Security groups")),
                ask.destroy(
                        "delete",
                        href(id) + "/delete",
                        "Delete",
                        "Delete the security group " + id + "?",
                        List.of("Rules of other groups that name it must go first, and nothing may wear it.")),
                body,
                TOPICS);
    }

    private static Html facts(JsonNode group) {
        return Parts.facts(List.of(
                Map.entry("Group", Parts.id(group.path("groupId").asText())),
                Map.entry("Description", Html.text(Parts.text(group.path("groupDescription")))),
                Map.entry("VPC", VpcPages.link(group.path("vpcId").asText())),
                Map.entry("Tags", Html.text(Named.tags(group).isEmpty() ? "–" : Named.tags(group)))));
    }

    private static Html rules(Ask ask, List<JsonNode> all, boolean egress) {
        Listing<JsonNode> listing = new Listing<>(
                egress ? "out-rules" : "in-rules",
                egress ? "Outbound rules" : "Inbound rules",
                List.of(
                        Columns.id("Rule", "securityGroupRuleId"),
                        Columns.text(
                                "Protocol",
                                each -> protocol(each.path("ipProtocol").asText())),
                        Columns.text("Ports", SecurityGroupPages::ports),
                        Column.of(egress ? "To" : "From", SecurityGroupPages::peer, SecurityGroupPages::peerLink),
                        Columns.text("Description", "description"),
                        Column.buttons(each -> revokeButton(ask, each, egress))),
                Html.of("<p class=\"hint\">{}</p>", egress ? "Nothing may go out." : "Nothing may come in."));
        return listing.render(
                all.stream()
                        .filter(each -> each.path("isEgress").asBoolean() == egress)
                        .toList(),
                ask.query());
    }

    private static Html revokeButton(Ask ask, JsonNode rule, boolean egress) {
        String id = rule.path("securityGroupRuleId").asText();
        String words = protocol(rule.path("ipProtocol").asText()) + " " + ports(rule) + " " + peer(rule);
        return ask.destroy(
                "take-off-" + id,
                href(ask.path("group")) + "/" + (egress ? "egress" : INGRESS) + "/" + id + "/revoke",
                "Take off",
                "Take off the rule " + words + "?",
                List.of(
                        egress
                                ? "Whoever wears the group sends there no more, unless another rule lets it."
                                : "Whoever wears the group is reached from there no more, unless another rule lets it."));
    }

    private static String protocol(String number) {
        return number.equals("-1") ? "all" : number;
    }

    private static String ports(JsonNode rule) {
        int from = rule.path("fromPort").asInt(-1);
        int to = rule.path("toPort").asInt(-1);
        return from == -1 ? "all" : from == to ? Integer.toString(from) : from + "–" + to;
    }

    private static String peer(JsonNode rule) {
        return rule.path("cidrIpv4").asText()
                + rule.path("cidrIpv6").asText()
                + rule.path("referencedGroupInfo").path("groupId").asText();
    }

    private static Html peerLink(JsonNode rule) {
        String group = rule.path("referencedGroupInfo").path("groupId").asText();
        return group.isEmpty() ? Html.text(peer(rule)) : Parts.linkedId(href(group), group);
    }

    private static Html form(Ask ask) {
        Parameters given = ask.form();
        Html fields = Html.of(
                """
                <h2>Add a rule</h2><label>Direction<select name="direction"><option value="ingress">inbound</option><option value="egress"{}>outbound</option></select></label>
                <label>Protocol<select name="protocol"><option>tcp</option><option{}>udp</option><option{}>icmp</option><option value="-1"{}>all</option></select></label>
                <label>Ports <span class="hint">one, or two with a hyphen; leave it empty for all protocols</span><input name="ports" value="{}" pattern="[0-9]+(\\-[0-9]+)?" inputmode="numeric" placeholder="2049"></label>
                <label>Addresses or group <span class="hint">10.0.0.0/16, ::/0, or sg-…</span><input name="peer" value="{}" required spellcheck="false"></label>
                <label>Description <span class="hint">optional</span><input name="description" value="{}"></label>
                <div class="row"><button class="primary">Add rule</button></div>""",
                Html.of(" selected").when(given.get("direction").equals("egress")),
                Html.of(" selected").when(given.get("protocol").equals("udp")),
                Html.of(" selected").when(given.get("protocol").equals("icmp")),
                Html.of(" selected").when(given.get("protocol").equals("-1")),
                given.get("ports"),
                given.get("peer"),
                given.get("description"));
        return ask.form(href(ask.path("group"))).style("card stack narrow").around(fields);
    }

    private static View add(Ask ask) {
        Parameters form = ask.form();
        boolean in = !form.get("direction").equals("egress");
        try {
            ask.aws()
                    .call(
                            SERVICE,
                            in ? "AuthorizeSecurityGroupIngress" : "AuthorizeSecurityGroupEgress",
                            input -> permission(
                                    input.put(in ? "GroupId" : "groupId", ask.path("group"))
                                            .putArray(in ? "IpPermissions" : "ipPermissions")
                                            .addObject(),
                                    form));
            return new View.GoTo(href(ask.path("group")), "The rule holds from now on.");
        } catch (AwsException e) {
            return group(ask, Advice.of(e)).refused(e.httpStatus());
        }
    }

    private static void permission(ObjectNode into, Parameters form) {
        into.put("ipProtocol", form.get("protocol"));
        String ports = form.get("ports");
        if (form.get("protocol").equals("icmp")) {
            into.put("fromPort", -1).put("toPort", -1);
        } else if (ports.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
            into.put("fromPort", Integer.parseInt(ports.replaceFirst("-.*", "")))
                    .put("toPort", Integer.parseInt(ports.replaceFirst(".*-", "")));
        }
        String peer = form.get("peer");
        ObjectNode described = peer.startsWith("sg-")
                ? into.putArray("groups").addObject().put("groupId", peer)
                : peer.contains(":")
                        ? into.putArray("ipv6Ranges").addObject().put("cidrIpv6", peer)
                        : into.putArray("ipRanges").addObject().put("cidrIp", peer);
        form.find("description").ifPresent(text -> described.put("description", text));
    }

    private static Need.Call toRevoke(Ask ask) {
        boolean in = ask.path("direction").equals(INGRESS);
        return Need.call(SERVICE, in ? "RevokeSecurityGroupIngress" : "RevokeSecurityGroupEgress", input -> input.put(
                        in ? "GroupId" : "groupId", ask.path("group"))
                .putArray("SecurityGroupRuleId")
                .add(ask.path("rule")));
    }

    private static View revoke(Ask ask) {
        try {
            ask.aws().call(toRevoke(ask));
        } catch (AwsException e) {
            return group(ask, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(href(ask.path("group")), "The rule is taken off.");
    }

    private static View delete(Ask ask) {
        ask.aws().call(SERVICE, "DeleteSecurityGroup", in -> in.put("GroupId", ask.path("group")));
        return new View.GoTo(
                Links.to("ec2", "security-groups"), "The security group " + ask.path("group") + " was deleted.");
    }
}
