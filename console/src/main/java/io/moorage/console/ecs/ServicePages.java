package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services: how many tasks are wanted and how many run, by which deployments, and what the scheduler says. */
public final class ServicePages {
    private static final Html NO_TASK = Parts.empty(
            "The service has no task.",
            "Its number of tasks is 0, or the scheduler found no place for one: Events tell why. Update sets the number.",
            Html.NOTHING);

    private ServicePages() {}

    public static List<Route> routes(ServiceHistory history) {
        return Stream.of(own(history), ServiceUpdate.routes(), ServiceScaling.routes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> own(ServiceHistory history) {
        return List.of(
                Route.get("ecs/clusters/{cluster}/services/{service}", ask -> service(ask, history)),
                Route.post(
                        "ecs/clusters/{cluster}/services/{service}/delete",
                        ask -> Need.call(Ecs.NAME, "DeleteService", in -> of(ask, in)),
                        ServicePages::delete));
    }

    static ObjectNode of(Ask ask, ObjectNode in) {
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

    static String definition(JsonNode service) {
        return service.path("taskDefinition").asText();
    }

    /** @throws AwsException when there is none, in ECS's words */
    static JsonNode described(Ask ask) {
        return Ecs.described(ask.aws(), "DescribeServices", "services", List.of(ask.path("service")), 10, in -> in.put(
                                "cluster", ask.path("cluster"))
                        .putArray("include")
                        .add("TAGS"))
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
                "{}{}{}{}{}{}",
                Parts.live("state", said, Html.of("{}{}{}", gone(service), bar(service), facts(service))),
                Html.of("<section class=\"card\">{}</section>", Parts.live("chart", history.chart(service, ask.now()))),
                Parts.card("Deployments", Parts.live("deployments", deployments(ask, service))),
                Parts.card(
                        "Tasks",
                        Parts.live(
                                "tasks",
                                Advice.orRefusal(() ->
                                        TaskPages.table(ask, cluster, in -> in.put("serviceName", name), NO_TASK)))),
                Parts.live("events", ServiceEvents.render(cluster, service, ask.query())),
                ServiceScaling.card(ask, service));
        return new View.Page(
                name,
                Ecs.inCluster(cluster),
                actions(ask, service, name),
                body,
                List.of("ecs", "applicationautoscaling"));
    }

    /** ECS tells of a deleted service for an hour. */
    private static Html gone(JsonNode service) {
        String status = service.path("status").asText();
        return switch (status) {
            case "INACTIVE" ->
                Html.of(
                        "<div class=\"alert\"><p><strong>This service was deleted.</strong> ECS still tells of it for an hour. {}</p></div>",
                        Parts.link(
                                Links.to("ecs", "task-definitions"),
                                "Create it anew from a task definition's revision."));
            case "DRAINING" ->
                Html.of(
                        "<div class=\"alert\"><p><strong>This service is being deleted.</strong> Its name is free when the last of its tasks has stopped.</p></div>");
            default -> Html.NOTHING;
        };
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
        List<Map.Entry<String, Html>> facts = new ArrayList<>(List.of(
                Map.entry("Status", Parts.status(service.path("status").asText())),
                Map.entry("Task definition", Ecs.revision(definition(service))),
                Map.entry(
                        "Scheduling strategy",
                        Html.text(service.path("schedulingStrategy").asText())),
                Map.entry("Healthy during a deployment", Html.text(percentages(service))),
                Map.entry("Deployment circuit breaker", Html.text(breaker(service))),
                Map.entry("Single writer", Html.text(ServiceSettings.isSingleWriter(service) ? "yes" : "no")),
                Map.entry("Load balancers", Html.all(balancers(service))),
                Map.entry("Task placement", Html.text(Placement.words(service))),
                Map.entry("Capacity", Html.text(capacity(service))),
                Map.entry(
                        "Terminal (ECS Exec)",
                        Html.text(service.path("enableExecuteCommand").asBoolean() ? "on" : "off")),
                Map.entry("Created", Parts.time(service.path("createdAt"))),
                Map.entry("ARN", Parts.id(service.path("serviceArn").asText()))));
        Ecs.tags(service).ifPresent(tags -> facts.add(Map.entry("Tags", tags)));
        return Parts.facts(facts);
    }

    private static String percentages(JsonNode service) {
        JsonNode settings = service.path("deploymentConfiguration");
        return Parts.text(settings.path("minimumHealthyPercent")) + " % to "
                + Parts.text(settings.path("maximumPercent")) + " %";
    }

    private static String breaker(JsonNode service) {
        JsonNode breaker = service.path("deploymentConfiguration").path("deploymentCircuitBreaker");
        return !breaker.path("enable").asBoolean()
                ? "off"
                : breaker.path("rollback").asBoolean() ? "on, rolls back" : "on, without rolling back";
    }

    private static String capacity(JsonNode service) {
        String providers = strategy(service.path("capacityProviderStrategy"));
        return providers.isEmpty()
                ? "launch type " + service.path("launchType").asText("EC2")
                : "capacity providers: " + providers;
    }

    /** A capacity provider strategy in words; empty where there is none. */
    static String strategy(JsonNode items) {
        return Aws.list(items).stream()
                .map(each -> each.path("capacityProvider").asText() + " (base "
                        + each.path("base").asInt() + ", weight "
                        + each.path("weight").asInt() + ")")
                .collect(Collectors.joining(", "));
    }

    private static List<Html> balancers(JsonNode service) {
        JsonNode grace = service.path("healthCheckGracePeriodSeconds");
        List<Html> all = Aws.list(service.path("loadBalancers")).stream()
                .map(each -> Html.of(
                        "<span>{} to {}, port {}{}</span> ",
                        balancer(each.path("loadBalancerName").asText("")),
                        each.path("containerName").asText(),
                        each.path("containerPort").asText(),
                        Html.of(", grace period {} s", grace.asText()).when(grace.isNumber())))
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
                                Column.of("Rollout", ServicePages::rollout, ServicePages::rolledOut),
                                Ecs.definition("taskDefinition"),
                                Columns.number("Desired", "desiredCount"),
                                Columns.number("Running", "runningCount"),
                                Columns.number("Pending", "pendingCount"),
                                Columns.number("Failed", "failedTasks"),
                                Columns.time("Since", "createdAt")),
                        Parts.empty(
                                "Nothing is deployed.",
                                "The service was deleted, or an external controller has made no task set yet.",
                                Html.NOTHING))
                .render(Aws.list(service.path("deployments")), ask.query());
    }

    private static String rollout(JsonNode deployment) {
        return deployment.path("rolloutState").asText();
    }

    private static Html rolledOut(JsonNode deployment) {
        String reason = deployment.path("rolloutStateReason").asText("");
        return Html.of(
                "<div>{}{}</div>",
                Parts.status(rollout(deployment)),
                Html.of("<span class=\"hint why\">{}</span>", reason)
                        .when(!reason.isEmpty() && !rollout(deployment).equals("COMPLETED")));
    }

    private static Html actions(Ask ask, JsonNode service, String name) {
        String at = Ecs.serviceHref(ask.path("cluster"), name);
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
                "{}{}",
                Parts.button(FailoverPages.href("service", name), "Failovers", "quiet"),
                Html.of("{}{}", delete, ask.leads(at + "/update", "Update", ""))
                        .when(service.path("status").asText().equals("ACTIVE")));
    }

    private static View delete(Ask ask) {
        String service = ask.path("service");
        Ecs.call(ask.aws(), "DeleteService", in -> of(ask, in).put("force", true));
        return new View.GoTo(Ecs.clusterHref(ask.path("cluster")), "Service " + service + " is being deleted.");
    }
}
