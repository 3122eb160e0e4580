package io.moorage.console.elb;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.cloudwatch.MetricCharts;
import io.moorage.console.cloudwatch.MetricCharts.Shown;
import io.moorage.console.ec2.MachinePages;
import io.moorage.console.ec2.SecurityGroupPages;
import io.moorage.console.ec2.VpcPages;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Load balancers: where they listen, whom they send to, and how those are. */
public final class BalancerPages {
    private static final String SERVICE = "elb";
    private static final String NAME = "LoadBalancerName";
    private static final List<String> TOPICS = List.of("elb", "ec2");

    private static Listing<JsonNode> balancers(Ask ask) {
        return new Listing<>(
                "balancers",
                "Load balancers",
                List.of(
                        Columns.linked("Name", NAME, BalancerPages::href),
                        Columns.id("Address", "DNSName"),
                        Columns.text("Listens", BalancerPages::listens),
                        Column.number("Instances", each ->
                                (long) each.path("Instances").size()),
                        Columns.text("Scheme", "Scheme"),
                        Columns.time("Created", "CreatedTime")),
                Parts.empty(
                        "There is no load balancer.",
                        "It gives clients one address while tasks move. A template makes one, or: aws elb create-load-balancer.",
                        ask.leads(Links.to("create-stack"), "Create stack", "primary")));
    }

    private static final Listing<JsonNode> LISTENERS = new Listing<>(
            "listeners",
            "Listeners",
            List.of(
                    Columns.text(
                            "Protocol",
                            each -> each.path("Listener").path("Protocol").asText()),
                    Column.number("Port", each -> each.path("Listener")
                            .path("LoadBalancerPort")
                            .asLong()),
                    Columns.text("To instances by", each -> each.path("Listener")
                            .path("InstanceProtocol")
                            .asText()),
                    Column.number(
                            "Instance port",
                            each -> each.path("Listener").path("InstancePort").asLong()),
                    Columns.text("Certificate", each -> each.path("Listener")
                            .path("SSLCertificateId")
                            .asText()),
                    Columns.text("Policies", each -> words(each.path("PolicyNames")))),
            Html.of("<p class=\"hint\">It has no listener: nobody reaches it.</p>"));

    private static final Listing<JsonNode> TARGETS = new Listing<>(
            "targets",
            "Instances",
            List.of(
                    Columns.linkedId("Instance", each -> each.path("InstanceId").asText(), MachinePages::href),
                    Columns.status("State", "State"),
                    Columns.text(
                            "Reason", each -> each.path("ReasonCode").asText().replace("N/A", "")),
                    Columns.text(
                            "Description",
                            each -> each.path("Description").asText().replace("N/A", ""))),
            Parts.empty(
                    "It sends to no instance.",
                    "A service with a load balancer, or an Auto Scaling group with one, registers them; or: aws elb register-instances-with-load-balancer.",
                    Parts.button(Links.to("ec2", "auto-scaling-groups"), "Auto Scaling groups", "")));

    private static final List<Shown> METRICS = List.of(
            new Shown("HealthyHostCount", "Average"),
            new Shown("RequestCount", "Sum"),
            new Shown("Latency", "Average"),
            new Shown("BackendConnectionErrors", "Sum"));

    private BalancerPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("elb", BalancerPages::list),
                Route.get("elb/{balancer}", BalancerPages::balancer),
                Route.post(
                        "elb/{balancer}/delete",
                        ask -> Need.call(SERVICE, "DeleteLoadBalancer", in -> in.put(NAME, ask.path("balancer"))),
                        BalancerPages::delete));
    }

    public static String href(String name) {
        return Links.to("elb", name);
    }

    private static String words(JsonNode list) {
        return list.isEmpty()
                ? "–"
                : Aws.list(list).stream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static String listens(JsonNode balancer) {
        return Aws.list(balancer.path("ListenerDescriptions")).stream()
                .map(each -> each.path("Listener"))
                .map(each -> each.path("Protocol").asText() + " "
                        + each.path("LoadBalancerPort").asText())
                .collect(Collectors.joining(", "));
    }

    private static View.Page list(Ask ask) {
        Rows<JsonNode> all = ask.aws()
                .all(SERVICE, "DescribeLoadBalancers", "LoadBalancerDescriptions", "Marker", "NextMarker", in -> {});
        return new View.Page(
                "Load balancers",
                List.of(),
                Html.NOTHING,
                Parts.live("listed", balancers(ask).render(all, ask.query())),
                TOPICS);
    }

    private static View.Page balancer(Ask ask) {
        String name = ask.path("balancer");
        JsonNode balancer = ask.aws()
                .call(SERVICE, "DescribeLoadBalancers", in -> in.putArray("LoadBalancerNames")
                        .add(name))
                .path("LoadBalancerDescriptions")
                .path(0);
        Html body = Html.of(
                "<span hidden data-every=\"5\"></span>{}{}{}{}",
                Parts.live("facts", facts(balancer)),
                Parts.live("targets", Advice.orRefusal(() -> targets(ask, name))),
                Parts.live("listeners", LISTENERS.render(Aws.list(balancer.path("ListenerDescriptions")), ask.query())),
                Parts.live("metrics", MetricCharts.of(ask, "AWS/ELB", NAME, name, METRICS)));
        return new View.Page(
                name,
                List.of(new Crumb(Links.to("elb"), "Load balancers")),
                ask.destroy(
                        "delete",
                        href(name) + "/delete",
                        "Delete",
                        "Delete the load balancer " + name + "?",
                        List.of(
                                "Clients of " + balancer.path("DNSName").asText()
                                        + " are cut off, and the name resolves no more.",
                                "Instances and their tasks stay.")),
                body,
                TOPICS);
    }

    private static Html targets(Ask ask, String name) {
        return TARGETS.render(
                Aws.list(ask.aws()
                        .call(SERVICE, "DescribeInstanceHealth", in -> in.put(NAME, name))
                        .path("InstanceStates")),
                ask.query());
    }

    private static Html facts(JsonNode balancer) {
        JsonNode check = balancer.path("HealthCheck");
        return Parts.facts(List.of(
                Map.entry("Address", Parts.id(Parts.text(balancer.path("DNSName")))),
                Map.entry("Scheme", Html.text(Parts.text(balancer.path("Scheme")))),
                Map.entry(
                        "Health check",
                        Html.text("%s every %s s, within %s s; %s failures take out, %s successes take in"
                                .formatted(
                                        check.path("Target").asText(),
                                        check.path("Interval").asText(),
                                        check.path("Timeout").asText(),
                                        check.path("UnhealthyThreshold").asText(),
                                        check.path("HealthyThreshold").asText()))),
                Map.entry("VPC", VpcPages.link(balancer.path("VPCId").asText())),
                Map.entry("Subnets", Html.text(words(balancer.path("Subnets")))),
                Map.entry("Security groups", groups(balancer.path("SecurityGroups"))),
                Map.entry("Created", Parts.time(balancer.path("CreatedTime")))));
    }

    private static Html groups(JsonNode ids) {
        return ids.isEmpty()
                ? Html.text("–")
                : Html.all(Aws.list(ids).stream()
                        .map(each -> Html.of(
                                "<div>{}</div>", Parts.linkedId(SecurityGroupPages.href(each.asText()), each.asText())))
                        .toList());
    }

    private static View delete(Ask ask) {
        ask.aws().call(SERVICE, "DeleteLoadBalancer", in -> in.put(NAME, ask.path("balancer")));
        return new View.GoTo(Links.to("elb"), "The load balancer " + ask.path("balancer") + " was deleted.");
    }
}
