package io.moorage.console.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.cloudwatch.AlarmPages;
import io.moorage.console.ec2.MachinePages;
import io.moorage.console.elb.BalancerPages;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Confirm;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.Tabs;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Auto Scaling groups: their instances, what they did and why, and how many they are to be. */
public final class ScalingGroupPages {
    static final String SERVICE = "autoscaling";
    static final String NAME = "AutoScalingGroupName";
    private static final List<String> TOPICS = List.of(SERVICE, "ec2");

    private static Listing<JsonNode> groups(Ask ask) {
        return new Listing<>(
                "groups",
                "Auto Scaling groups",
                List.of(
                        Columns.linked("Group", NAME, ScalingGroupPages::href),
                        Column.number("Instances", each ->
                                (long) each.path("Instances").size()),
                        Columns.number("Desired", "DesiredCapacity"),
                        Columns.number("Least", "MinSize"),
                        Columns.number("Most", "MaxSize"),
                        Columns.text("Instances' states", ScalingGroupPages::states)),
                Parts.empty(
                        "There is no Auto Scaling group.",
                        "A group keeps a number of instances running and replaces those that fail. A template makes one, or: aws autoscaling create-auto-scaling-group.",
                        ask.leads(Links.to("create-stack"), "Create stack", "primary")));
    }

    private static final Listing<JsonNode> INSTANCES = new Listing<>(
            "instances",
            "Instances",
            List.of(
                    Columns.linkedId("Instance", each -> each.path("InstanceId").asText(), MachinePages::href),
                    Columns.status("Lifecycle", "LifecycleState"),
                    Columns.text("Health", "HealthStatus"),
                    Columns.text("Zone", "AvailabilityZone"),
                    Columns.text("Type", "InstanceType"),
                    Columns.text(
                            "Scale-in protection",
                            each -> each.path("ProtectedFromScaleIn").asBoolean() ? "on" : "off")),
            Parts.empty("It has no instance.", "Set its desired capacity, and it launches them.", Html.NOTHING));

    private static final Listing<JsonNode> ACTIVITIES = new Listing<>(
            "activities",
            "Activities",
            List.of(
                    Columns.time("Began", "StartTime"),
                    Columns.status("Status", "StatusCode"),
                    Columns.text("What", "Description"),
                    Columns.text("Why", "Cause"),
                    Columns.text("Message", "StatusMessage")),
            Parts.empty("It has done nothing yet.", "Launches and terminations appear here.", Html.NOTHING));

    private static final Listing<JsonNode> POLICIES = new Listing<>(
            "policies",
            "Scaling policies",
            List.of(
                    Columns.text("Policy", "PolicyName"),
                    Columns.text("Type", "PolicyType"),
                    Columns.text("Does", ScalingGroupPages::does),
                    Column.of("Alarms", each -> each.path("Alarms").toString(), ScalingGroupPages::alarms)),
            Parts.empty(
                    "It has no policy.",
                    "Its size changes by hand only, until: aws autoscaling put-scaling-policy.",
                    Html.NOTHING));

    private ScalingGroupPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("ec2/auto-scaling-groups", ScalingGroupPages::list),
                Route.get("ec2/auto-scaling-groups/{group}", ScalingGroupPages::group),
                Route.post(
                        "ec2/auto-scaling-groups/{group}",
                        ask -> Need.filledIn(SERVICE, "SetDesiredCapacity", in -> in.put(NAME, ask.path("group"))
                                .put("DesiredCapacity", 0)),
                        ScalingGroupPages::resize),
                GroupLimits.route());
    }

    static String href(String name) {
        return Links.to("ec2", "auto-scaling-groups", name);
    }

    private static String states(JsonNode group) {
        return Aws.list(group.path("Instances")).stream()
                .collect(Collectors.groupingBy(
                        each -> each.path("LifecycleState").asText(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static View.Page list(Ask ask) {
        Rows<JsonNode> all =
                ask.aws().all(SERVICE, "DescribeAutoScalingGroups", "AutoScalingGroups", "NextToken", in -> {});
        return new View.Page(
                "Auto Scaling groups",
                List.of(),
                Html.NOTHING,
                Parts.live("listed", groups(ask).render(all, ask.query())),
                TOPICS);
    }

    static JsonNode describe(Ask ask) {
        String name = ask.path("group");
        return Aws.list(ask.aws()
                        .call(SERVICE, "DescribeAutoScalingGroups", in -> in.putArray("AutoScalingGroupNames")
                                .add(name))
                        .path("AutoScalingGroups"))
                .stream()
                .findFirst()
                .orElseThrow(() ->
                        new AwsException("ResourceNotFound", 404, "There is no Auto Scaling group " + name + "."));
    }

    private static View.Page group(Ask ask) {
        JsonNode group = describe(ask);
        Html tabs = new Tabs("Of this group")
                .with("instances", "Instances", () -> INSTANCES.render(Aws.list(group.path("Instances")), ask.query()))
                .with(
                        "activities",
                        "Activities",
                        () -> ACTIVITIES.render(asked(ask, "DescribeScalingActivities", "Activities"), ask.query()))
                .with(
                        "policies",
                        "Policies",
                        () -> POLICIES.render(asked(ask, "DescribePolicies", "ScalingPolicies"), ask.query()))
                .render(ask);
        Html body = Html.of(
                "{}{}{}{}",
                Parts.live("facts", said(group), facts(group)),
                form(ask, group),
                GroupLimits.form(ask, group),
                Parts.live("shown", Html.of("<div class=\"stack\">{}</div>", tabs)));
        return new View.Page(
                ask.path("group"),
                List.of(new Crumb(Links.to("ec2", "auto-scaling-groups"), "Auto Scaling groups")),
                Html.NOTHING,
                body,
                TOPICS);
    }

    private static Rows<JsonNode> asked(Ask ask, String operation, String member) {
        return ask.aws().all(SERVICE, operation, member, "NextToken", in -> in.put(NAME, ask.path("group")));
    }

    private static String said(JsonNode group) {
        return group.path("Instances").size() + " of "
                + group.path("DesiredCapacity").asText() + " instances";
    }

    private static Html facts(JsonNode group) {
        String launched = group.path("LaunchConfigurationName").asText()
                + group.path("LaunchTemplate").path("LaunchTemplateName").asText();
        return Parts.facts(List.of(
                Map.entry("Instances", Html.text(said(group))),
                Map.entry(
                        "Least and most",
                        Html.text(group.path("MinSize").asText() + " to "
                                + group.path("MaxSize").asText())),
                Map.entry("Launched by", Html.text(launched.isEmpty() ? "–" : launched)),
                Map.entry("Health by", Html.text(Parts.text(group.path("HealthCheckType")))),
                Map.entry("Zones", Html.text(words(group.path("AvailabilityZones")))),
                Map.entry("Load balancers", balancers(group.path("LoadBalancerNames"))),
                Map.entry("Status", Html.text(Parts.text(group.path("Status")))),
                Map.entry("Created", Parts.time(group.path("CreatedTime")))));
    }

    private static Html balancers(JsonNode names) {
        return names.isEmpty()
                ? Html.text("–")
                : Html.all(Aws.list(names).stream()
                        .map(each ->
                                Html.of("<div>{}</div>", Parts.link(BalancerPages.href(each.asText()), each.asText())))
                        .toList());
    }

    private static String words(JsonNode list) {
        return list.isEmpty()
                ? "–"
                : Aws.list(list).stream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static Html form(Ask ask, JsonNode group) {
        Html fields = Html.of(
                """
                <label>Desired capacity<input type="number" name="desired" min="{}" max="{}" value="{}" required></label>\
                <button class="primary">Set</button><span class="hint">Fewer means that instances are terminated; services move their tasks.</span>""",
                group.path("MinSize").asText(),
                group.path("MaxSize").asText(),
                group.path("DesiredCapacity").asText());
        return ask.form(href(ask.path("group"))).style("inline").around(fields);
    }

    /** Auto Scaling user guide, "Amazon EC2 Auto Scaling instance termination": which ones go, its termination policies say. */
    static View.Page fewer(Ask ask, JsonNode group, int wanted) {
        List<String> unprotected = Aws.list(group.path("Instances")).stream()
                .filter(each -> !each.path("ProtectedFromScaleIn").asBoolean())
                .map(each -> each.path("InstanceId").asText())
                .toList();
        int gone = Math.max(0, group.path("Instances").size() - wanted);
        return Confirm.page(
                ask,
                new Crumb(href(ask.path("group")), ask.path("group")),
                "Set the desired capacity of " + ask.path("group") + " from "
                        + group.path("DesiredCapacity").asText() + " to " + wanted + "?",
                List.of(
                        gone + (gone == 1 ? " instance is" : " instances are")
                                + " terminated, with all on their own disks, of these: "
                                + (unprotected.isEmpty()
                                        ? "none, since all are protected from scale-in"
                                        : String.join(", ", unprotected))
                                + ".",
                        "Their tasks end; services start theirs elsewhere. File systems stay."),
                "Set");
    }

    private static View resize(Ask ask) {
        String desired = ask.form().get("desired");
        if (!desired.matches("[0-9]{1,6}")) {
            throw new AwsException("ValidationError", 400, "The desired capacity is a number.");
        }
        int wanted = Integer.parseInt(desired);
        JsonNode group = describe(ask);
        if (wanted < group.path("DesiredCapacity").asInt() && !Confirm.isSure(ask)) {
            return fewer(ask, group, wanted);
        }
        ask.aws().call(SERVICE, "SetDesiredCapacity", in -> in.put(NAME, ask.path("group"))
                .put("DesiredCapacity", wanted));
        return new View.GoTo(href(ask.path("group")), "The group is to have " + desired + " instances.");
    }

    private static String does(JsonNode policy) {
        JsonNode target = policy.path("TargetTrackingConfiguration");
        return target.isMissingNode()
                ? policy.path("AdjustmentType").asText() + " "
                        + policy.path("ScalingAdjustment").asText(steps(policy))
                : "keeps "
                        + target.path("PredefinedMetricSpecification")
                                .path("PredefinedMetricType")
                                .asText(target.path("CustomizedMetricSpecification")
                                        .path("MetricName")
                                        .asText())
                        + " at " + target.path("TargetValue").asText();
    }

    /** From the threshold on, e.g. {@code +1 from 0, +2 from 10}. */
    private static String steps(JsonNode policy) {
        return Aws.list(policy.path("StepAdjustments")).stream()
                .map(each -> "%+d from %s"
                        .formatted(
                                each.path("ScalingAdjustment").asInt(),
                                each.path("MetricIntervalLowerBound").asText("below")))
                .collect(Collectors.joining(", "));
    }

    private static Html alarms(JsonNode policy) {
        return Html.all(Aws.list(policy.path("Alarms")).stream()
                .map(each -> Html.of(
                        "<div>{}</div>",
                        Parts.link(
                                AlarmPages.href(each.path("AlarmName").asText()),
                                each.path("AlarmName").asText())))
                .toList());
    }
}
