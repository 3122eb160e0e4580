package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** VPCs, and what is in one: subnets, route tables, gateways. */
public final class VpcPages {
    private static final String SERVICE = "ec2";
    private static final List<String> TOPICS = List.of("ec2");

    private static final Listing<JsonNode> VPCS = new Listing<>(
            "vpcs",
            "VPCs",
            List.of(
                    Columns.text("Name", Named::of),
                    Columns.linkedId("VPC", each -> each.path("vpcId").asText(), id -> Links.to("ec2", "vpcs", id)),
                    Columns.status("State", "state"),
                    Columns.text("Addresses", "cidrBlock"),
                    Columns.text("Default", each -> each.path("isDefault").asBoolean() ? "yes" : "no")),
            Parts.empty(
                    "There is no VPC.",
                    "A template makes one with its subnets, or, with a subnet in each zone: aws ec2 create-default-vpc.",
                    Parts.button(Links.to("stacks"), "Stacks", "")));

    private static final Listing<JsonNode> SUBNETS = new Listing<>(
            "subnets",
            "Subnets",
            List.of(
                    Columns.text("Name", Named::of),
                    Columns.id("Subnet", "subnetId"),
                    Columns.text("Zone", "availabilityZone"),
                    Columns.text("Addresses", "cidrBlock"),
                    Columns.number("Free", "availableIpAddressCount"),
                    Columns.text(
                            "Public addresses",
                            each -> each.path("mapPublicIpOnLaunch").asBoolean() ? "given" : "–")),
            Parts.empty(
                    "It has no subnet.",
                    "Instances, mount targets and load balancers are in one. A template makes it with its VPC, or: aws ec2 create-subnet.",
                    Parts.button(Links.to("stacks"), "Stacks", "")));

    private static final Listing<JsonNode> TABLES = new Listing<>(
            "tables",
            "Route tables",
            List.of(
                    Columns.id("Route table", "routeTableId"),
                    Columns.text("Of", VpcPages::subnetsOf),
                    Column.of("Routes", each -> each.path("routeSet").toString(), VpcPages::routesOf)),
            Parts.empty("It has no route table.", "Each VPC is born with one.", Html.NOTHING));

    private VpcPages() {}

    public static List<Route> routes() {
        return List.of(Route.get("ec2/vpcs", VpcPages::list), Route.get("ec2/vpcs/{vpc}", VpcPages::vpc));
    }

    /** A dash where there is none. */
    public static Html link(String vpc) {
        return vpc.isEmpty() ? Html.text("–") : Parts.linkedId(Links.to("ec2", "vpcs", vpc), vpc);
    }

    private static View.Page list(Ask ask) {
        List<JsonNode> all = Aws.list(ask.aws().call(SERVICE, "DescribeVpcs").path("vpcSet"));
        return new View.Page(
                "VPCs",
                List.of(),
                Parts.button(Links.to("ec2", "reach"), "Can A reach B?", ""),
                Parts.live("listed", VPCS.render(all, ask.query())),
                TOPICS);
    }

    private static View.Page vpc(Ask ask) {
        String id = ask.path("vpc");
        JsonNode vpc = ask.aws()
                .call(SERVICE, "DescribeVpcs", in -> in.putArray("VpcId").add(id))
                .path("vpcSet")
                .path(0);
        Html shown = Advice.orRefusal(() -> {
            Network network = new Survey(ask.aws()).network();
            List<JsonNode> subnets = of(network.subnets(), id);
            return Html.of(
                    "<div class=\"stack\">{}{}{}</div>",
                    Parts.card("From subnets to the ways out", new VpcMap(network, id).draw())
                            .when(!subnets.isEmpty()),
                    SUBNETS.render(subnets, ask.query()),
                    TABLES.render(of(network.routeTables(), id), ask.query()));
        });
        return new View.Page(
                id,
                List.of(new Crumb(Links.to("ec2", "vpcs"), "VPCs")),
                Parts.button(Links.to("ec2", "reach"), "Can A reach B?", ""),
                Html.of("{}{}", Parts.live("facts", facts(vpc)), Parts.live("vpc", shown)),
                List.of("ec2", "efs", "elb"));
    }

    private static Html facts(JsonNode vpc) {
        return Parts.facts(List.of(
                Map.entry("State", Parts.status(vpc.path("state").asText())),
                Map.entry("Addresses", Parts.id(Parts.text(vpc.path("cidrBlock")))),
                Map.entry("Default", Html.text(vpc.path("isDefault").asBoolean() ? "yes" : "no")),
                Map.entry("Tags", Html.text(Named.tags(vpc).isEmpty() ? "–" : Named.tags(vpc)))));
    }

    private static List<JsonNode> of(List<JsonNode> all, String vpc) {
        return all.stream()
                .filter(each -> each.path("vpcId").asText().equals(vpc))
                .toList();
    }

    private static String subnetsOf(JsonNode table) {
        return Aws.list(table.path("associationSet")).stream()
                .map(each -> each.path("main").asBoolean()
                        ? "main: subnets without their own"
                        : each.path("subnetId").asText())
                .collect(Collectors.joining(", "));
    }

    private static Html routesOf(JsonNode table) {
        return Html.all(Aws.list(table.path("routeSet")).stream()
                .map(each -> Html.of(
                        "<div><code>{}</code> → <code>{}{}</code></div>",
                        each.path("destinationCidrBlock").asText(),
                        each.path("gatewayId").asText(),
                        each.path("natGatewayId").asText()))
                .toList());
    }
}
