package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.cloudwatch.MetricCharts;
import io.moorage.console.cloudwatch.MetricCharts.Shown;
import io.moorage.console.ecs.TasksOn;
import io.moorage.console.failover.FailoverPages;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Tabs;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** EC2 instances: what one is, whether it is well, and starting, stopping and ending it. */
public final class MachinePages {
    private static final String SERVICE = "ec2";
    private static final String ID = "instanceId";
    private static final List<String> TOPICS = List.of("ec2");

    private static Listing<JsonNode> instances(Ask ask) {
        return new Listing<>(
                "instances",
                "Instances",
                List.of(
                        Columns.text("Name", Named::of),
                        Columns.linkedId("Instance", each -> each.path(ID).asText(), MachinePages::href),
                        Columns.status("State", MachinePages::state),
                        Columns.text("Type", "instanceType"),
                        Columns.text("Zone", each -> each.path("placement")
                                .path("availabilityZone")
                                .asText()),
                        Columns.text("Private address", "privateIpAddress"),
                        Columns.text("Public address", "ipAddress"),
                        Columns.time("Launched", "launchTime")),
                Parts.empty(
                        "There is no instance.",
                        "A stack or an Auto Scaling group launches them, or: aws ec2 run-instances.",
                        ask.leads(Links.to("create-stack"), "Create stack", "primary")));
    }

    private static final Listing<JsonNode> TAGS = new Listing<>(
            "tags",
            "Tags",
            List.of(Columns.text("Key", "key"), Columns.text("Value", "value")),
            Html.of("<p class=\"hint\">It has no tags.</p>"));

    private static final List<Shown> METRICS = List.of(
            new Shown("CPUUtilization", "Average"),
            new Shown("NetworkIn", "Sum"),
            new Shown("NetworkOut", "Sum"),
            new Shown("StatusCheckFailed", "Maximum"));

    private MachinePages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("ec2/instances", MachinePages::list),
                Route.get("ec2/instances/{instance}", MachinePages::instance),
                Route.post(
                        "ec2/instances/{instance}/{act}",
                        ask -> Need.call(SERVICE, ask.path("act"), in -> in.putArray("InstanceId")
                                .add(ask.path("instance"))),
                        MachinePages::act));
    }

    public static String href(String id) {
        return Links.to("ec2", "instances", id);
    }

    /** @param instance as {@code DescribeInstances} tells of it */
    public static String state(JsonNode instance) {
        return instance.path("instanceState").path("name").asText();
    }

    private static View.Page list(Ask ask) {
        return new View.Page(
                "Instances",
                List.of(),
                Html.NOTHING,
                Parts.live("listed", instances(ask).render(Survey.instances(ask.aws()), ask.query())),
                TOPICS);
    }

    private static View.Page instance(Ask ask) {
        String id = ask.path("instance");
        JsonNode instance = ask.aws()
                .call(SERVICE, "DescribeInstances", in -> in.putArray("InstanceId")
                        .add(id))
                .path("reservationSet")
                .path(0)
                .path("instancesSet")
                .path(0);
        GroupOf group = GroupOf.machine(ask.aws(), id);
        Html tabs = new Tabs("Of this instance")
                .with("network", "Network", () -> network(instance))
                .with("tasks", "Tasks", () -> TasksOn.machineTables(ask, id))
                .with("status", "Status checks", () -> checks(ask, id))
                .with("metrics", "Metrics", () -> MetricCharts.of(ask, "AWS/EC2", "InstanceId", id, METRICS))
                .with("console", "Console output", () -> console(ask, id))
                .with("volumes", "Volumes", () -> volumes(ask, instance))
                .with("tags", "Tags", () -> TAGS.render(Aws.list(instance.path("tagSet")), ask.query()))
                .render(ask);
        Html body = Html.of(
                "{}{}",
                Parts.live("facts", "The instance is " + state(instance), facts(instance, group)),
                Parts.live("shown", Html.of("<div class=\"stack\">{}</div>", tabs)));
        String name = Named.of(instance);
        return new View.Page(
                name.isEmpty() ? id : name + " · " + id,
                List.of(new Crumb(Links.to("ec2", "instances"), "Instances")),
                actions(ask, id, instance, group),
                body,
                List.of("ec2", "ecs", "autoscaling"));
    }

    private static Html actions(Ask ask, String id, JsonNode instance, GroupOf group) {
        String state = state(instance);
        boolean running = state.equals("running");
        String tasks = running ? TasksOn.machine(ask.aws(), id) : "No task runs on it.";
        return Html.of(
                "{}{}{}{}{}{}",
                Parts.button(FailoverPages.href("instance", id), "Failovers", "quiet"),
                ask.leads(href(id) + "/terminal", "Terminal", "").when(running),
                ask.act(href(id) + "/StartInstances", "Start", "primary").when(state.equals("stopped")),
                ask.destroy(
                                "reboot",
                                href(id) + "/RebootInstances",
                                "Reboot",
                                "Reboot the instance " + id + "?",
                                List.of(tasks, "What is on its own disk stays, and so do file systems."))
                        .when(running),
                ask.destroy(
                                "stop",
                                href(id) + "/StopInstances",
                                "Stop",
                                "Stop the instance " + id + "?",
                                List.of(tasks, group.whenStopped()))
                        .when(running),
                ask.destroy(
                                "terminate",
                                href(id) + "/TerminateInstances",
                                "Terminate",
                                "Terminate the instance " + id + "?",
                                List.of(
                                        "It goes for good, with all that is on its own disk. File systems stay.",
                                        tasks,
                                        group.whenTerminated()))
                        .when(!state.equals("terminated")));
    }

    private static Html facts(JsonNode instance, GroupOf group) {
        return Parts.facts(List.of(
                Map.entry("State", Parts.status(state(instance))),
                Map.entry(
                        "Why", Html.text(Parts.text(instance.path("stateReason").path("message")))),
                Map.entry("Type", Html.text(Parts.text(instance.path("instanceType")))),
                Map.entry(
                        "Zone", Html.text(Parts.text(instance.path("placement").path("availabilityZone")))),
                Map.entry("Image", Parts.id(Parts.text(instance.path("imageId")))),
                Map.entry("Key pair", Html.text(Parts.text(instance.path("keyName")))),
                Map.entry(
                        "Instance profile",
                        Html.text(Links.nameOf(
                                Parts.text(instance.path("iamInstanceProfile").path("arn"))))),
                Map.entry("Auto Scaling group", group.link()),
                Map.entry("Launched", Parts.time(instance.path("launchTime")))));
    }

    private static Html network(JsonNode instance) {
        String id = instance.path(ID).asText();
        return Html.of(
                "<section class=\"card stack\"><h2>Where it is</h2>{}<div>{}</div></section>",
                Parts.facts(List.of(
                        Map.entry("VPC", VpcPages.link(instance.path("vpcId").asText())),
                        Map.entry("Subnet", Parts.id(Parts.text(instance.path("subnetId")))),
                        Map.entry("Private address", Parts.id(Parts.text(instance.path("privateIpAddress")))),
                        Map.entry("Private name", Parts.id(Parts.text(instance.path("privateDnsName")))),
                        Map.entry("Public address", Parts.id(Parts.text(instance.path("ipAddress")))),
                        Map.entry("Public name", Parts.id(Parts.text(instance.path("dnsName")))),
                        Map.entry("Security groups", groups(instance)))),
                Parts.button(Links.to("ec2", "reach") + "?from=" + id, "What can it reach?", ""));
    }

    private static Html groups(JsonNode instance) {
        return Html.all(Aws.list(instance.path("groupSet")).stream()
                .map(each -> Html.of(
                        "<div>{} {}</div>",
                        Parts.linkedId(
                                SecurityGroupPages.href(each.path("groupId").asText()),
                                each.path("groupId").asText()),
                        each.path("groupName").asText()))
                .toList());
    }

    private static Html checks(Ask ask, String id) {
        JsonNode status = ask.aws()
                .call(SERVICE, "DescribeInstanceStatus", in -> {
                    in.putArray("InstanceId").add(id);
                    in.put("includeAllInstances", true);
                })
                .path("instanceStatusSet")
                .path(0);
        return Html.of(
                "<section class=\"card\">{}</section>",
                Parts.facts(List.of(
                        Map.entry("Instance status", check(status.path("instanceStatus"))),
                        Map.entry("System status", check(status.path("systemStatus"))))));
    }

    private static Html check(JsonNode status) {
        JsonNode detail = status.path("details").path(0);
        return Html.of(
                "{} <span class=\"hint\">{} {}</span>",
                Parts.status(status.path("status").asText("unknown")),
                detail.path("name").asText(),
                detail.path("status").asText());
    }

    private static Html console(Ask ask, String id) {
        return printed(ask.aws()
                .call(SERVICE, "GetConsoleOutput", in -> in.put("InstanceId", id))
                .path("output")
                .asText());
    }

    /** What an instance has printed, in base 64: it is asked for again, also before there is any. */
    static Html printed(String encoded) {
        String text =
                encoded.isEmpty() ? "" : new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
        return Html.of(
                "{}<span hidden data-every=\"5\"></span>",
                text.isEmpty()
                        ? Parts.empty(
                                "It has said nothing yet.",
                                "What it prints while it starts appears here.",
                                Html.NOTHING)
                        : Html.of("<pre tabindex=\"0\"><code>{}</code></pre>", text));
    }

    private static Html volumes(Ask ask, JsonNode instance) {
        Listing<JsonNode> volumes = new Listing<>(
                "volumes",
                "Volumes",
                List.of(
                        Columns.text("Device", "deviceName"),
                        Columns.text(
                                "Volume",
                                each -> each.path("ebs").path("volumeId").asText()),
                        Columns.status(
                                "Status",
                                each -> each.path("ebs").path("status").asText())),
                Parts.empty(
                        "It has no volume of its own to show.",
                        "Its disk goes with it. What must outlive it belongs on a file system.",
                        Parts.button(Links.to("efs"), "File systems", "")));
        return volumes.render(Aws.list(instance.path("blockDeviceMapping")), ask.query());
    }

    private static View act(Ask ask) {
        String id = ask.path("instance");
        String act = ask.path("act");
        String done =
                switch (act) {
                    case "StartInstances" -> "The instance is starting.";
                    case "StopInstances" -> "The instance is being stopped.";
                    case "RebootInstances" -> "The instance is being rebooted.";
                    case "TerminateInstances" -> "The instance is being terminated.";
                    default -> throw new AwsException("InvalidAction", 400, "There is no action " + act + ".");
                };
        ask.aws().call(SERVICE, act, in -> in.putArray("InstanceId").add(id));
        return new View.GoTo(href(id), done);
    }
}
