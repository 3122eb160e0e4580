package io.moorage.console.ecs;

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
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Tasks: where each runs, how its containers fare, what they said and where their data is. */
public final class TaskPages {
    private TaskPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("ecs/clusters/{cluster}/tasks/{task}", TaskPages::task),
                Route.post("ecs/clusters/{cluster}/tasks/{task}/stop", TaskPages::toStop, TaskPages::stop));
    }

    static Html table(Ask ask, String cluster, Consumer<ObjectNode> narrowed) {
        return new TaskList(ask, cluster, narrowed).render(where -> listing(cluster, where));
    }

    private static Listing<JsonNode> listing(String cluster, List<Column<JsonNode>> where) {
        return new Listing<>(
                "tasks",
                "Tasks",
                Stream.of(
                                List.of(
                                        Column.of(
                                                "Task",
                                                TaskPages::arn,
                                                each -> Parts.linkedId(
                                                        Ecs.taskHref(cluster, arn(each)), Links.nameOf(arn(each)))),
                                        Columns.status("Last status", "lastStatus"),
                                        Columns.text("Desired", "desiredStatus"),
                                        Ecs.definition("taskDefinitionArn"),
                                        Columns.text("Group", "group")),
                                where,
                                List.of(Columns.time("Created", "createdAt")))
                        .flatMap(List::stream)
                        .toList(),
                Parts.empty(
                        "No task runs here.",
                        "Choose a task definition and Run task, or create a service that keeps tasks running.",
                        Parts.button(Links.to("ecs", "task-definitions"), "Task Definitions", "")));
    }

    private static String arn(JsonNode task) {
        return task.path("taskArn").asText();
    }

    private static String definition(JsonNode task) {
        return task.path("taskDefinitionArn").asText();
    }

    private static View.Page task(Ask ask) {
        String cluster = ask.path("cluster");
        JsonNode task = Ecs.described(
                        ask.aws(),
                        "DescribeTasks",
                        "tasks",
                        List.of(ask.path("task")),
                        1,
                        in -> in.put("cluster", cluster))
                .stream()
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "InvalidParameterException",
                        404,
                        "The task " + ask.path("task") + " is not known. A stopped task is forgotten after a while."));
        String status = task.path("lastStatus").asText();
        Html body = Html.of(
                "{}{}{}",
                Parts.live("state", "The task is " + status, Html.of("{}{}", stopped(task), facts(ask, task, cluster))),
                Parts.card("Containers", Parts.live("containers", containers(ask, task))),
                Advice.orRefusal(() -> fromDefinition(ask, task)));
        return new View.Page(
                ask.path("task"), Ecs.inCluster(cluster), actions(ask, task), body, List.of("ecs", "logs"));
    }

    private static Html stopped(JsonNode task) {
        String reason = task.path("stoppedReason").asText("");
        return Html.of(
                        "<div class=\"alert\"><p><strong>{}</strong> {}</p></div>",
                        Parts.text(task.path("stopCode")),
                        reason)
                .when(!reason.isEmpty());
    }

    private static Html facts(Ask ask, JsonNode task, String cluster) {
        String instance = task.path("containerInstanceArn").asText("");
        TaskPlace place = TaskPlace.of(ask.aws(), cluster, task);
        return Parts.facts(List.of(
                Map.entry("Last status", Parts.status(task.path("lastStatus").asText())),
                Map.entry("Desired status", Html.text(task.path("desiredStatus").asText())),
                Map.entry(
                        "Task definition",
                        Parts.link(Ecs.definitionHref(definition(task)), Links.nameOf(definition(task)))),
                Map.entry(
                        "Container instance",
                        instance.isEmpty()
                                ? Html.text("–")
                                : Parts.linkedId(Ecs.instanceHref(cluster, instance), Links.nameOf(instance))),
                Map.entry("EC2 instance", place.machine()),
                Map.entry("Addresses", place.addresses()),
                Map.entry("Zone", Html.text(Parts.text(task.path("availabilityZone")))),
                Map.entry("Group", Html.text(Parts.text(task.path("group")))),
                Map.entry("Created", Parts.time(task.path("createdAt"))),
                Map.entry("Started", Parts.time(task.path("startedAt"))),
                Map.entry("Stopped", Parts.time(task.path("stoppedAt"))),
                Map.entry("ARN", Parts.id(arn(task)))));
    }

    private static Html containers(Ask ask, JsonNode task) {
        return new Listing<JsonNode>(
                        "containers",
                        "Containers",
                        List.of(
                                Columns.text("Container", "name"),
                                Columns.status("Status", "lastStatus"),
                                Columns.status("Health", each -> Parts.text(each.path("healthStatus"))),
                                Columns.text("Image", "image"),
                                Column.of(
                                        "Ports (host → container)",
                                        each -> each.path("networkBindings")
                                                .path(0)
                                                .path("hostPort")
                                                .asText(),
                                        TaskPages::bindings),
                                Columns.text("Exit code", "exitCode"),
                                Columns.text("Reason", "reason")),
                        Parts.empty("No container was made.", "The task has not come so far.", Html.NOTHING))
                .render(Aws.list(task.path("containers")), ask.query());
    }

    private static Html bindings(JsonNode container) {
        List<JsonNode> bindings = Aws.list(container.path("networkBindings"));
        return bindings.isEmpty()
                ? Html.text("–")
                : Html.all(bindings.stream()
                        .map(each -> Html.of(
                                "<code>{} → {}/{}</code> ",
                                each.path("hostPort").asText(),
                                each.path("containerPort").asText(),
                                each.path("protocol").asText()))
                        .toList());
    }

    private static Html fromDefinition(Ask ask, JsonNode task) {
        JsonNode definition = Ecs.call(
                        ask.aws(), "DescribeTaskDefinition", in -> in.put("taskDefinition", definition(task)))
                .path("taskDefinition");
        return Html.of(
                "{}{}",
                Parts.card("Volumes", Volumes.mounted(ask, definition)),
                TaskLogs.cards(ask, arn(task), definition));
    }

    private static Html actions(Ask ask, JsonNode task) {
        String at = Ecs.taskHref(ask.path("cluster"), arn(task));
        Html terminal = ask.leads(at + "/terminal", "Terminal", "");
        Html stop = ask.destroy(
                "stop",
                at + "/stop",
                "Stop",
                "Stop the task " + ask.path("task") + "?",
                List.of(
                        "Its containers end: "
                                + String.join(
                                        ", ",
                                        Aws.list(task.path("containers")).stream()
                                                .map(each -> each.path("name").asText())
                                                .toList())
                                + ". What is in them and on no volume is lost.",
                        task.path("group").asText().startsWith("service:")
                                ? "Its service starts another task in its place."
                                : "It is of no service: nothing starts another in its place."));
        return Html.of("{}{}", terminal, stop)
                .when(!task.path("lastStatus").asText().equals("STOPPED"));
    }

    private static Need.Call toStop(Ask ask) {
        return Need.call(Ecs.NAME, "StopTask", in -> in.put("cluster", ask.path("cluster"))
                .put("task", ask.path("task"))
                .put("reason", "Stopped in the console"));
    }

    private static View stop(Ask ask) {
        ask.aws().call(toStop(ask));
        return new View.GoTo(Ecs.taskHref(ask.path("cluster"), ask.path("task")), "The task is being stopped.");
    }
}
