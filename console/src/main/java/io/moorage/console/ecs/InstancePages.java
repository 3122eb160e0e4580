package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.failover.FailoverPages;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Container instances: what each has, what of it is free, and whether its agent is there. */
public final class InstancePages {
    private InstancePages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("ecs/clusters/{cluster}/instances/{instance}", InstancePages::instance),
                Route.post(
                        "ecs/clusters/{cluster}/instances/{instance}/state",
                        InstancePages::toSetState,
                        InstancePages::setState));
    }

    static Html table(Ask ask, String cluster) {
        return new InstanceList(ask, cluster).render(listing(cluster));
    }

    private static Listing<JsonNode> listing(String cluster) {
        return new Listing<>(
                "instances",
                "Container instances",
                List.of(
                        Column.of(
                                "Container instance",
                                InstancePages::arn,
                                each -> Parts.linkedId(Ecs.instanceHref(cluster, arn(each)), Links.nameOf(arn(each)))),
                        Column.of(
                                "EC2 instance",
                                each -> each.path("ec2InstanceId").asText() + " " + zone(each),
                                each -> Html.of(
                                        "<div class=\"nowrap\">{}<span class=\"hint why\">{}</span></div>",
                                        Links.machine(each.path("ec2InstanceId").asText()),
                                        zone(each))),
                        Columns.status("Status", "status"),
                        Columns.status("Agent", InstancePages::agent),
                        Columns.number("Running tasks", "runningTasksCount"),
                        Column.of("CPU used", each -> taken(each, "CPU"), each -> meter(each, "CPU", "")),
                        Column.of("Memory used", each -> taken(each, "MEMORY"), each -> meter(each, "MEMORY", "MiB")),
                        Columns.text("Host ports taken", each -> InstanceResources.of(each)
                                .portsTaken())),
                Parts.empty(
                        "No instance has joined this cluster.",
                        "Launch instances from the ECS-optimized image whose user data writes ECS_CLUSTER=" + cluster
                                + " to /etc/ecs/ecs.config; they appear here by themselves.",
                        Html.NOTHING));
    }

    static final Html NO_TASK = Parts.empty(
            "No task runs on this instance.",
            "The scheduler places tasks where they fit: Run task, or a service with more tasks, brings some here.",
            Parts.button(Links.to("ecs", "task-definitions"), "Task Definitions", ""));

    private static String arn(JsonNode instance) {
        return instance.path("containerInstanceArn").asText();
    }

    private static String agent(JsonNode instance) {
        return instance.path("agentConnected").asBoolean() ? "connected" : "disconnected";
    }

    private static String zone(JsonNode instance) {
        return Aws.list(instance.path("attributes")).stream()
                .filter(each -> each.path("name").asText().equals("ecs.availability-zone"))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElse("–");
    }

    private static Html meter(JsonNode instance, String resource, String unit) {
        return InstanceResources.of(instance).meter(resource, unit);
    }

    private static String taken(JsonNode instance, String resource) {
        return String.format(
                Locale.ROOT, "%019d", InstanceResources.of(instance).used(resource));
    }

    private static View.Page instance(Ask ask) {
        String cluster = ask.path("cluster");
        List<JsonNode> found = Ecs.described(
                ask.aws(),
                "DescribeContainerInstances",
                "containerInstances",
                List.of(ask.path("instance")),
                1,
                in -> in.put("cluster", cluster).putArray("include").add("TAGS"));
        if (found.isEmpty()) {
            Html gone = Parts.empty(
                    "This container instance is gone.",
                    "Its machine was terminated, or it was deregistered. Services have started its tasks elsewhere.",
                    Parts.button(Links.to("failovers"), "Failovers", ""));
            return new View.Page(ask.path("instance"), Ecs.inCluster(cluster), Html.NOTHING, gone, Ecs.TOPICS, 404);
        }
        JsonNode instance = found.getFirst();
        Html tasks = Advice.orRefusal(
                () -> TaskPages.table(ask, cluster, in -> in.put("containerInstance", ask.path("instance")), NO_TASK));
        Html body = Html.of(
                "{}{}{}{}",
                Parts.live("facts", facts(instance)),
                Parts.card(
                        "Resources",
                        Parts.live("resources", InstanceResources.of(instance).table(ask.query()))),
                Parts.card("Tasks", Parts.live("tasks", tasks)),
                attributes(instance));
        return new View.Page(ask.path("instance"), Ecs.inCluster(cluster), actions(ask, instance), body, Ecs.TOPICS);
    }

    private static Html actions(Ask ask, JsonNode instance) {
        return Html.of(
                "{}{}",
                Parts.button(
                        FailoverPages.href(
                                "instance", instance.path("ec2InstanceId").asText()),
                        "Failovers",
                        "quiet"),
                state(ask, instance));
    }

    private static Html state(Ask ask, JsonNode instance) {
        boolean draining = instance.path("status").asText().equals("DRAINING");
        String action = Ecs.instanceHref(ask.path("cluster"), arn(instance)) + "/state";
        return draining
                ? ask.act(action + "?to=ACTIVE", "Activate", "primary")
                : ask.destroy(
                        "drain",
                        action + "?to=DRAINING",
                        "Drain",
                        "Drain " + instance.path("ec2InstanceId").asText() + "?",
                        List.of(
                                TasksOn.containerInstance(ask.aws(), ask.path("cluster"), ask.path("instance")),
                                "Services start theirs on other instances. No data on file systems is lost."));
    }

    private static Need.Call toSetState(Ask ask) {
        return Need.call(Ecs.NAME, "UpdateContainerInstancesState", in -> {
            in.put("cluster", ask.path("cluster")).put("status", ask.query().get("to"));
            Ecs.put(in, "containerInstances", List.of(ask.path("instance")));
        });
    }

    private static View setState(Ask ask) {
        ask.aws().call(toSetState(ask));
        return new View.GoTo(
                Ecs.instanceHref(ask.path("cluster"), ask.path("instance")),
                "The container instance is " + ask.query().get("to") + ".");
    }

    private static Html facts(JsonNode instance) {
        JsonNode version = instance.path("versionInfo");
        List<Map.Entry<String, Html>> facts = new ArrayList<>(List.of(
                Map.entry(
                        "EC2 instance",
                        Links.machine(instance.path("ec2InstanceId").asText())),
                Map.entry("Status", Parts.status(instance.path("status").asText())),
                Map.entry("Agent", Parts.status(agent(instance))),
                Map.entry("Zone", Html.text(zone(instance))),
                Map.entry(
                        "Running tasks",
                        Html.text(instance.path("runningTasksCount").asText())),
                Map.entry(
                        "Pending tasks",
                        Html.text(instance.path("pendingTasksCount").asText())),
                Map.entry("Capacity provider", Html.text(Parts.text(instance.path("capacityProviderName")))),
                Map.entry("Agent version", Html.text(Parts.text(version.path("agentVersion")))),
                Map.entry("Docker", Html.text(Parts.text(version.path("dockerVersion")))),
                Map.entry("Registered", Parts.time(instance.path("registeredAt")))));
        if (instance.hasNonNull("statusReason")) {
            facts.add(Map.entry(
                    "Status reason", Html.text(instance.path("statusReason").asText())));
        }
        Ecs.tags(instance).ifPresent(tags -> facts.add(Map.entry("Tags", tags)));
        facts.add(Map.entry("ARN", Parts.id(arn(instance))));
        return Parts.facts(facts);
    }

    /** What placement constraints ask for. */
    private static Html attributes(JsonNode instance) {
        return Html.of(
                "<details class=\"card\"><summary>Attributes</summary><p>{}</p></details>",
                Aws.list(instance.path("attributes")).stream()
                        .map(each -> each.path("name").asText()
                                + (each.hasNonNull("value")
                                        ? "=" + each.path("value").asText()
                                        : ""))
                        .sorted()
                        .map(each -> Html.of("<code>{}</code> ", each))
                        .toList());
    }
}
