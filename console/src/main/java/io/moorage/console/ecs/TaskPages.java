package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** @param none in place of the list where there is no task at all */
    static Html table(Ask ask, String cluster, Consumer<ObjectNode> narrowed, Html none) {
        return new TaskList(ask, cluster, narrowed).render(where -> listing(cluster, where, none));
    }

    private static Listing<JsonNode> listing(String cluster, List<Column<JsonNode>> where, Html none) {
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
                                        Column.of("Last status", TaskPages::fate, TaskPages::status),
                                        Columns.text("Desired", "desiredStatus"),
                                        Ecs.definition("taskDefinitionArn"),
                                        Columns.text("Group", "group")),
                                where,
                                List.of(Columns.time("Created", "createdAt")))
                        .flatMap(List::stream)
                        .toList(),
                none);
    }

    private static String fate(JsonNode task) {
        return task.path("lastStatus").asText() + " "
                + task.path("stoppedReason").asText("");
    }

    private static Html status(JsonNode task) {
        String reason = task.path("stoppedReason").asText("");
        return Html.of(
                "<div>{}{}</div>",
                Parts.status(task.path("lastStatus").asText()),
                Html.of("<span class=\"hint why\">{}</span>", reason).when(!reason.isEmpty()));
    }

    private static String arn(JsonNode task) {
        return task.path("taskArn").asText();
    }

    private static String definition(JsonNode task) {
        return task.path("taskDefinitionArn").asText();
    }

    private static View.Page task(Ask ask) {
        String cluster = ask.path("cluster");
        List<JsonNode> found = Ecs.tasks(ask.aws(), cluster, List.of(ask.path("task")));
        if (found.isEmpty()) {
            return gone(cluster, ask.path("task"));
        }
        JsonNode task = found.getFirst();
        String status = task.path("lastStatus").asText();
        Html body = Html.of(
                "{}{}{}",
                Parts.live("state", "The task is " + status, Html.of("{}{}", stopped(task), TaskFacts.of(ask, task))),
                Parts.card("Containers", Parts.live("containers", containers(ask, task))),
                Advice.orRefusal(() -> fromDefinition(ask, task)));
        return new View.Page(
                ask.path("task"), Ecs.inCluster(cluster), actions(ask, task), body, List.of("ecs", "logs"));
    }

    /** Of a task that ECS tells nothing of. */
    public static View.Page gone(String cluster, String task) {
        Html body = Parts.empty(
                "The task " + task + " is not there.",
                "ECS forgets a task an hour after it stopped. Why it stopped is in its service's events; what it said stays in its log group.",
                Html.of(
                        "<div class=\"row\">{}{}</div>",
                        Parts.button(Ecs.clusterHref(cluster) + "?tab=tasks", "Tasks of " + cluster, ""),
                        Parts.button(Links.to("logs"), "Logs", "")));
        return new View.Page(task, Ecs.inCluster(cluster), Html.NOTHING, body, Ecs.TOPICS, 404);
    }

    private static Html stopped(JsonNode task) {
        String reason = task.path("stoppedReason").asText("");
        return Html.of(
                        "<div class=\"alert\"><p><strong>{}</strong> {}</p><p>{}</p></div>",
                        Parts.text(task.path("stopCode")),
                        reason,
                        StopAdvice.of(task))
                .when(!reason.isEmpty());
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
                                Columns.text("Exit code", "exitCode"),
                                Columns.text("Reason", "reason"),
                                Column.of(
                                        "Ports (host → container)",
                                        each -> each.path("networkBindings")
                                                .path(0)
                                                .path("hostPort")
                                                .asText(),
                                        TaskPages::bindings)),
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
