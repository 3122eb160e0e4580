package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** From a task definition to what runs by it: tasks once, or a service that keeps them running. */
final class StartPages {
    private StartPages() {}

    static List<Route> routes() {
        return List.of(
                Route.get("ecs/run-task", ask -> run(ask, ask.query(), Html.NOTHING)),
                Route.post("ecs/run-task", ask -> Need.onAnything(Ecs.NAME, "RunTask"), StartPages::runTask),
                Route.get("ecs/create-service", ask -> create(ask, ask.query(), Html.NOTHING)),
                Route.post(
                        "ecs/create-service",
                        ask -> Need.onAnything(Ecs.NAME, "CreateService"),
                        StartPages::createService));
    }

    private static View.Page run(Ask ask, Parameters given, Html refusal) {
        String definition = named(ask, given);
        Html fields = Html.of(
                """
                {}{}
                <label>Number of tasks<input type="number" name="count" min="1" max="10" value="{}" required></label>
                <label>Group <span class="hint">optional; tasks of one group are found together</span><input name="group" value="{}"></label>{}{}
                <div class="row"><button class="primary">Run task</button>{}</div>""",
                definitionField(definition),
                clusterField(ask, given),
                given.find("count").orElse("1"),
                given.get("group"),
                ServiceSettings.terminals(given),
                Networking.fields(ask, DefinitionPages.describe(ask, definition), given),
                cancel(definition));
        Html form =
                ask.form(Links.to("ecs", "run-task")).style("card narrow stack").around(fields);
        return page("Run task", definition, Html.of("{}{}", refusal, form));
    }

    private static View runTask(Ask ask) {
        Parameters form = ask.form();
        String cluster = form.get("cluster");
        try {
            JsonNode answer = Ecs.call(ask.aws(), "RunTask", in -> {
                in.put("cluster", cluster)
                        .put("taskDefinition", form.get("definition"))
                        .put("count", Numbers.of(form.get("count"), "Number of tasks"));
                in.put("enableExecuteCommand", form.find("exec").isPresent());
                form.find("group").ifPresent(group -> in.put("group", group));
                Networking.put(in, form);
            });
            List<JsonNode> tasks = Aws.list(answer.path("tasks"));
            return tasks.isEmpty()
                    ? run(ask, form, Unplaced.of(cluster, Aws.list(answer.path("failures"))))
                    : started(cluster, tasks, Aws.list(answer.path("failures")));
        } catch (AwsException e) {
            return run(ask, form, Advice.of(e)).refused(e.httpStatus());
        }
    }

    private static View.GoTo started(String cluster, List<JsonNode> tasks, List<JsonNode> failures) {
        String first = tasks.getFirst().path("taskArn").asText();
        String some = tasks.size() == 1
                ? "The task " + Links.nameOf(first) + " is starting."
                : tasks.size() + " tasks are starting.";
        String others =
                failures.isEmpty() ? "" : " No place was found for the others: " + Unplaced.reasons(failures) + ".";
        return new View.GoTo(
                tasks.size() == 1 ? Ecs.taskHref(cluster, first) : Ecs.clusterHref(cluster) + "?tab=tasks",
                some + others);
    }

    private static View.Page create(Ask ask, Parameters given, Html refusal) {
        String definition = named(ask, given);
        JsonNode described = DefinitionPages.describe(ask, definition);
        boolean stateful = Volumes.isStateful(described);
        Html fields = Html.of(
                """
                {}{}
                <label>Service name <span class="hint">unique in the cluster</span><input name="serviceName" value="{}" required pattern="[A-Za-z0-9_\\-]{1,255}" title="Letters, digits, hyphens and underscores" autofocus></label>
                <label>Number of tasks<input type="number" name="desiredCount" min="0" max="10000" value="{}" required></label>{}{}{}
                {}
                <div class="row"><button class="primary">Create Service</button>{}</div>""",
                definitionField(definition),
                clusterField(ask, given),
                given.get("serviceName"),
                given.find("desiredCount").orElse("1"),
                singleWriter(given, stateful),
                ServiceSettings.fields(isSent(given) ? given : offered(given, stateful)),
                Networking.fields(ask, described, given),
                Balancing.fields(ask, described, given),
                cancel(definition));
        Html form = ask.form(Links.to("ecs", "create-service"))
                .style("card narrow stack")
                .around(fields);
        return page("Create Service", definition, Html.of("{}{}", refusal, form));
    }

    /** Two tasks of what keeps data are never there at once. */
    private static Parameters offered(Parameters given, boolean stateful) {
        return given.with("minimum", stateful ? "0" : "100").with("maximum", stateful ? "100" : "200");
    }

    private static boolean isSent(Parameters given) {
        return given.values().containsKey("serviceName");
    }

    private static Html singleWriter(Parameters given, boolean stateful) {
        boolean chosen = isSent(given) ? given.find("single").isPresent() : stateful;
        return Html.of(
                """
                {}<label class="check"><input type="checkbox" name="single" value="yes"{}>A single writer <span class="hint">one task; the old one stops before a new one starts, and the file servers see to it</span></label>""",
                Html.of(
                                "<p class=\"alert\"><strong>This task keeps data on a volume.</strong> Run one task of it: several would write to the same directory.</p>")
                        .when(stateful),
                Html.of(" checked").when(chosen));
    }

    private static View createService(Ask ask) {
        Parameters form = ask.form();
        String cluster = form.get("cluster");
        String name = form.get("serviceName");
        try {
            Ecs.call(ask.aws(), "CreateService", in -> {
                in.put("cluster", cluster).put("serviceName", name).put("taskDefinition", form.get("definition"));
                deployment(in, form);
                Networking.put(in, form);
                Balancing.put(in, form);
            });
        } catch (AwsException e) {
            return create(ask, form, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(Ecs.serviceHref(cluster, name), "Service " + name + " was created.");
    }

    private static void deployment(ObjectNode in, Parameters form) {
        boolean single = form.find("single").isPresent();
        int count = Numbers.of(form.get("desiredCount"), "Number of tasks");
        if (single && count > 1) {
            throw new AwsException(
                    "InvalidParameterException", 400, "A single writer is one task: Number of tasks must be 1 or 0.");
        }
        in.put("desiredCount", count);
        if (single) {
            in.putArray("tags")
                    .addObject()
                    .put("key", ServiceSettings.SINGLE_WRITER)
                    .put("value", "true");
        }
        ServiceSettings.put(in, single ? form.with("minimum", "0").with("maximum", "100") : form, Parameters.NONE);
    }

    /** With its revision: a family alone means its newest. */
    private static String named(Ask ask, Parameters given) {
        String definition = given.get("definition");
        return definition.contains(":")
                ? definition
                : Links.nameOf(DefinitionPages.describe(ask, definition)
                        .path("taskDefinitionArn")
                        .asText());
    }

    private static Html definitionField(String definition) {
        return Html.of(
                "<p>Task definition {}<input type=\"hidden\" name=\"definition\" value=\"{}\"></p>",
                Parts.link(Ecs.definitionHref(definition), definition),
                definition);
    }

    private static Html clusterField(Ask ask, Parameters given) {
        return Advice.orRefusal(() -> clusterField(
                given,
                Ecs.arns(ask.aws(), "ListClusters", "clusterArns", in -> {}).all()));
    }

    private static Html clusterField(Parameters given, List<String> clusters) {
        return clusters.isEmpty()
                ? Parts.empty(
                        "There is no cluster yet.",
                        "Create one by its name; instances whose user data names it join it.",
                        Parts.button(Links.to("ecs", "clusters"), "Clusters", ""))
                : Html.of(
                        "<label>Cluster<select name=\"cluster\" required>{}</select></label>",
                        clusters.stream()
                                .map(Links::nameOf)
                                .map(name -> Html.of(
                                        "<option{}>{}</option>",
                                        Html.of(" selected").when(name.equals(given.get("cluster"))),
                                        name))
                                .toList());
    }

    private static Html cancel(String definition) {
        return Parts.button(Ecs.definitionHref(definition), "Cancel", "quiet");
    }

    private static View.Page page(String title, String definition, Html body) {
        return new View.Page(
                title,
                List.of(
                        new Crumb(Links.to("ecs", "task-definitions"), "Task Definitions"),
                        new Crumb(Ecs.definitionHref(definition), definition)),
                Html.NOTHING,
                body,
                List.of());
    }
}
