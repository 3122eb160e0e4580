package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.failover.FailoverPages;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Confirm;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;

/** Services: how many tasks are wanted and how many run, by which deployments, and what the scheduler says. */
public final class ServicePages {
    private ServicePages() {}

    public static List<Route> routes(ServiceHistory history) {
        return List.of(
                Route.get("ecs/clusters/{cluster}/services/{service}", ask -> service(ask, history)),
                Route.post(
                        "ecs/clusters/{cluster}/services/{service}/update",
                        ask -> Need.filledIn(Ecs.NAME, "UpdateService", in -> of(ask, in)),
                        ServicePages::update),
                Route.post(
                        "ecs/clusters/{cluster}/services/{service}/delete",
                        ask -> Need.call(Ecs.NAME, "DeleteService", in -> of(ask, in)),
                        ServicePages::delete));
    }

    private static ObjectNode of(Ask ask, ObjectNode in) {
        return in.put("cluster", ask.path("cluster")).put("service", ask.path("service"));
    }

    static Html table(Ask ask, String cluster) {
        return new ServiceList(ask, cluster).render(listing(cluster));
    }

    private static Listing<JsonNode> listing(String cluster) {
        return new Listing<>(
                "services",
                "Services",
                List.of(
                        Columns.linked("Service", "serviceName", name -> Ecs.serviceHref(cluster, name)),
                        Columns.status("Status", "status"),
                        Ecs.definition("taskDefinition"),
                        Columns.number("Desired tasks", "desiredCount"),
                        Columns.number("Running tasks", "runningCount"),
                        Columns.number("Pending tasks", "pendingCount")),
                Parts.empty(
                        "No service runs in this cluster.",
                        "A service keeps a number of tasks running and starts them elsewhere when an instance fails."
                                + " Choose a task definition's revision, then Create Service.",
                        Parts.button(Links.to("ecs", "task-definitions"), "Task Definitions", "")));
    }

    private static String definition(JsonNode service) {
        return service.path("taskDefinition").asText();
    }

    private static JsonNode described(Ask ask) {
        return Ecs.described(
                        ask.aws(),
                        "DescribeServices",
                        "services",
                        List.of(ask.path("service")),
                        10,
                        in -> in.put("cluster", ask.path("cluster")))
                .stream()
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "ServiceNotFoundException", 400, "The service " + ask.path("service") + " was not found."));
    }

    private static View.Page service(Ask ask, ServiceHistory history) {
        String cluster = ask.path("cluster");
        JsonNode service = described(ask);
        String name = service.path("serviceName").asText();
        String said = name + ": " + service.path("runningCount").asText() + " of "
                + service.path("desiredCount").asText() + " tasks running";
        Html body = Html.of(
                "{}{}{}{}{}",
                Parts.live("state", said, Html.of("{}{}", bar(service), facts(service))),
                Html.of("<section class=\"card\">{}</section>", Parts.live("chart", history.chart(service, ask.now()))),
                Parts.card("Deployments", Parts.live("deployments", deployments(ask, service))),
                Parts.card(
                        "Tasks",
                        Parts.live(
                                "tasks",
                                Advice.orRefusal(
                                        () -> TaskPages.table(ask, cluster, in -> in.put("serviceName", name))))),
                Parts.card("Events", Parts.live("events", events(service))));
        return new View.Page(name, Ecs.inCluster(cluster), actions(ask, service, name), body, Ecs.TOPICS);
    }

    private static Html bar(JsonNode service) {
        return Html.of(
                "<p class=\"desired\"><strong>{}</strong> of <strong>{}</strong> running{}</p>",
                service.path("runningCount").asText(),
                service.path("desiredCount").asText(),
                Html.of(", {} pending", service.path("pendingCount").asText())
                        .when(service.path("pendingCount").asLong() > 0));
    }

    private static Html facts(JsonNode service) {
        JsonNode settings = service.path("deploymentConfiguration");
        return Parts.facts(List.of(
                Map.entry("Status", Parts.status(service.path("status").asText())),
                Map.entry(
                        "Task definition",
                        Parts.link(Ecs.definitionHref(definition(service)), Links.nameOf(definition(service)))),
                Map.entry(
                        "Healthy during a deployment",
                        Html.text(Parts.text(settings.path("minimumHealthyPercent")) + " % to "
                                + Parts.text(settings.path("maximumPercent")) + " %")),
                Map.entry("Load balancers", Html.all(balancers(service))),
                Map.entry(
                        "Terminal into its containers",
                        Html.text(service.path("enableExecuteCommand").asBoolean() ? "on" : "off")),
                Map.entry("Created", Parts.time(service.path("createdAt"))),
                Map.entry("ARN", Parts.id(service.path("serviceArn").asText()))));
    }

    private static List<Html> balancers(JsonNode service) {
        List<Html> all = Aws.list(service.path("loadBalancers")).stream()
                .map(each -> Html.of(
                        "<span>{} to {}, port {}</span> ",
                        balancer(each.path("loadBalancerName").asText("")),
                        each.path("containerName").asText(),
                        each.path("containerPort").asText()))
                .toList();
        return all.isEmpty() ? List.of(Html.text("none")) : all;
    }

    private static Html balancer(String name) {
        return name.isEmpty() ? Html.text("–") : Parts.linkedId(Links.to("elb", name), name);
    }

    private static Html deployments(Ask ask, JsonNode service) {
        return new Listing<JsonNode>(
                        "deployments",
                        "Deployments",
                        List.of(
                                Columns.id("Deployment", "id"),
                                Columns.status("Status", "status"),
                                Ecs.definition("taskDefinition"),
                                Columns.number("Desired", "desiredCount"),
                                Columns.number("Running", "runningCount"),
                                Columns.number("Pending", "pendingCount"),
                                Columns.time("Since", "createdAt")),
                        Parts.empty("Nothing is deployed.", "The service is being deleted.", Html.NOTHING))
                .render(Aws.list(service.path("deployments")), ask.query());
    }

    private static Html events(JsonNode service) {
        List<JsonNode> events = Aws.list(service.path("events"));
        return events.isEmpty()
                ? Html.of("<p class=\"hint\">The scheduler has said nothing yet.</p>")
                : Html.of(
                        "<ol class=\"events\">{}</ol>",
                        events.stream()
                                .limit(50)
                                .map(each -> Html.of(
                                        "<li>{}<span>{}</span></li>",
                                        Parts.time(each.path("createdAt")),
                                        each.path("message").asText()))
                                .toList());
    }

    private static Html actions(Ask ask, JsonNode service, String name) {
        String at = Ecs.serviceHref(ask.path("cluster"), name);
        Html fields = Html.of(
                """
                <label>Number of tasks<input type="number" name="desiredCount" min="0" max="10000" value="{}" required></label>
                <label>Task definition<input name="taskDefinition" value="{}" required></label>
                <label class="check"><input type="checkbox" name="exec" value="yes"{}> Terminal into its containers <span class="hint">ECS Exec, of tasks that start from now on</span></label>
                <label class="check"><input type="checkbox" name="force" value="yes"> Start new tasks although nothing changed</label>
                <div class="row end"><button type="button" class="quiet" popovertarget="update" popovertargetaction="hide">Cancel</button><button class="primary">Update</button></div>""",
                service.path("desiredCount").asText(),
                Links.nameOf(definition(service)),
                Html.of(" checked").when(service.path("enableExecuteCommand").asBoolean()));
        Html update = ask.dialog(
                "update",
                at + "/update",
                "Update",
                "Update " + name,
                ask.form(at + "/update").style("stack").around(fields));
        Html delete = ask.destroy(
                "delete",
                at + "/delete",
                "Delete",
                "Delete the service " + name + "?",
                List.of(
                        service.path("runningCount").asText()
                                + " running tasks are stopped, and nothing starts them again.",
                        "What they wrote to file systems stays."));
        return Html.of(
                "{}{}{}", Parts.button(FailoverPages.href("service", name), "Failovers", "quiet"), delete, update);
    }

    private static View update(Ask ask) {
        String service = ask.path("service");
        int desired = Numbers.of(ask.form().get("desiredCount"), "Number of tasks");
        if (desired == 0 && !Confirm.isSure(ask)) {
            JsonNode before = described(ask);
            long running = Math.max(
                    before.path("desiredCount").asLong(),
                    before.path("runningCount").asLong());
            if (running > 0) {
                return Confirm.page(
                        ask,
                        new Crumb(Ecs.serviceHref(ask.path("cluster"), service), service),
                        "Run no task of " + service + "?",
                        List.of(
                                running == 1
                                        ? "Its one task is stopped, and whoever uses it is served no longer."
                                        : "Its " + running
                                                + " tasks are stopped, and whoever uses them is served no longer.",
                                "What they wrote to file systems stays."),
                        "Update");
            }
        }
        Ecs.call(ask.aws(), "UpdateService", in -> {
            of(ask, in)
                    .put("desiredCount", desired)
                    .put("taskDefinition", ask.form().get("taskDefinition"))
                    .put("enableExecuteCommand", ask.form().get("exec").equals("yes"));
            if (ask.form().get("force").equals("yes")) {
                in.put("forceNewDeployment", true);
            }
        });
        return new View.GoTo(
                Ecs.serviceHref(ask.path("cluster"), service), "Service " + service + " is being updated.");
    }

    private static View delete(Ask ask) {
        String service = ask.path("service");
        Ecs.call(ask.aws(), "DeleteService", in -> of(ask, in).put("force", true));
        return new View.GoTo(Ecs.clusterHref(ask.path("cluster")), "Service " + service + " is being deleted.");
    }
}
