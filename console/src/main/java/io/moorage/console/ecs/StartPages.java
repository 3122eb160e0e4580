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
import java.util.stream.Collectors;

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
                <label>Group <span class="hint">optional; tasks of one group are found together</span><input name="group" value="{}"></label>{}
                <div class="row"><button class="primary">Run task</button>{}</div>""",
                definitionField(definition),
                clusterField(ask, given),
                given.find("count").orElse("1"),
                given.get("group"),
                terminals(given),
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
            });
            List<JsonNode> tasks = Aws.list(answer.path("tasks"));
            if (tasks.isEmpty()) {
                return run(ask, form, failures(answer));
            }
            String first = tasks.getFirst().path("taskArn").asText();
            return tasks.size() == 1
                    ? new View.GoTo(Ecs.taskHref(cluster, first), "The task " + Links.nameOf(first) + " is starting.")
                    : new View.GoTo(Ecs.clusterHref(cluster) + "?tab=tasks", tasks.size() + " tasks are starting.");
        } catch (AwsException e) {
            return run(ask, form, Advice.of(e)).refused(e.httpStatus());
        }
    }

    /** ECS API reference, "API failure reasons". */
    private static Html failures(JsonNode answer) {
        String reasons = Aws.list(answer.path("failures")).stream()
                .map(each -> each.path("reason").asText())
                .distinct()
                .collect(Collectors.joining(", "));
        return Html.of(
                "<div class=\"alert bad\" role=\"alert\"><p><strong>{}</strong> No container instance could take the task.</p><p>{}</p></div>",
                reasons,
                "RESOURCE: and a word name what is short, AGENT that an instance's agent is gone. An empty list of instances means none has joined the cluster.");
    }

    private static View.Page create(Ask ask, Parameters given, Html refusal) {
        String definition = named(ask, given);
        JsonNode described = DefinitionPages.describe(ask, definition);
        boolean stateful = Volumes.isStateful(described);
        Html fields = Html.of(
                """
                {}{}
                <label>Service name <span class="hint">unique in the cluster</span><input name="serviceName" value="{}" required pattern="[A-Za-z0-9_\\-]{1,255}" title="Letters, digits, hyphens and underscores" autofocus></label>
                <label>Number of tasks<input type="number" name="desiredCount" min="0" max="10000" value="{}" required></label>{}{}
                <fieldset><legend>During a deployment</legend><div class="row"><label>Minimum healthy percent<input type="number" name="minimum" min="0" max="100" value="{}" required></label>
                <label>Maximum percent<input type="number" name="maximum" min="100" max="200" value="{}" required></label></div></fieldset>
                <label class="check"><input type="checkbox" name="rollback" value="yes"{}>Roll back when its tasks do not start <span class="hint">deployment circuit breaker</span></label>
                {}
                <div class="row"><button class="primary">Create Service</button>{}</div>""",
                definitionField(definition),
                clusterField(ask, given),
                given.get("serviceName"),
                given.find("desiredCount").orElse("1"),
                terminals(given),
                singleWriter(given, stateful),
                given.find("minimum").orElse(stateful ? "0" : "100"),
                given.find("maximum").orElse(stateful ? "100" : "200"),
                Html.of(" checked").when(given.find("rollback").isPresent()),
                Balancing.fields(ask, described, given),
                cancel(definition));
        Html form = ask.form(Links.to("ecs", "create-service"))
                .style("card narrow stack")
                .around(fields);
        return page("Create Service", definition, Html.of("{}{}", refusal, form));
    }

    private static Html terminals(Parameters given) {
        return Html.of(
                "<label class=\"check\"><input type=\"checkbox\" name=\"exec\" value=\"yes\"{}>Terminal into its containers <span class=\"hint\">ECS Exec</span></label>",
                Html.of(" checked").when(given.find("exec").isPresent()));
    }

    private static Html singleWriter(Parameters given, boolean stateful) {
        boolean chosen =
                given.values().containsKey("serviceName") ? given.find("single").isPresent() : stateful;
        return Html.of(
                """
                {}<label class="check"><input type="checkbox" name="single" value="yes"{}>A single writer <span class="hint">one task; the old one stops before a new one starts</span></label>""",
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
                Balancing.put(in, form);
                in.put("enableExecuteCommand", form.find("exec").isPresent());
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
        ObjectNode settings = in.putObject("deploymentConfiguration")
                .put("minimumHealthyPercent", single ? 0 : Numbers.of(form.get("minimum"), "Minimum healthy percent"))
                .put("maximumPercent", single ? 100 : Numbers.of(form.get("maximum"), "Maximum percent"));
        if (form.find("rollback").isPresent()) {
            settings.putObject("deploymentCircuitBreaker").put("enable", true).put("rollback", true);
        }
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
        return Advice.orRefusal(() -> Html.of(
                "<label>Cluster<select name=\"cluster\" required>{}</select></label>",
                Ecs.arns(ask.aws(), "ListClusters", "clusterArns", in -> {}).all().stream()
                        .map(Links::nameOf)
                        .map(name -> Html.of(
                                "<option{}>{}</option>",
                                Html.of(" selected").when(name.equals(given.get("cluster"))),
                                name))
                        .toList()));
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
