package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is known of a task, with the ways to where it runs and to what it belongs to. */
final class TaskFacts {
    private static final String OF_SERVICE = "service:";

    private TaskFacts() {}

    static Html of(Ask ask, JsonNode task) {
        String cluster = ask.path("cluster");
        String definition = task.path("taskDefinitionArn").asText();
        TaskPlace place = TaskPlace.of(ask.aws(), cluster, task);
        List<Map.Entry<String, Html>> facts = new ArrayList<>(List.of(
                Map.entry("Last status", Parts.status(task.path("lastStatus").asText())),
                Map.entry("Desired status", Html.text(task.path("desiredStatus").asText())),
                Map.entry("Health", Parts.status(Parts.text(task.path("healthStatus")))),
                Map.entry("Task definition", Ecs.revision(definition)),
                group(cluster, task.path("group").asText("")),
                Map.entry("Container instance", instance(cluster, task)),
                Map.entry("EC2 instance", place.machine()),
                Map.entry("Addresses", addresses(task, place)),
                Map.entry("Zone", Html.text(Parts.text(task.path("availabilityZone")))),
                Map.entry(
                        "Terminal (ECS Exec)",
                        Html.text(task.path("enableExecuteCommand").asBoolean() ? "on" : "off")),
                Map.entry("Created", Parts.time(task.path("createdAt"))),
                Map.entry("Started", Parts.time(task.path("startedAt"))),
                Map.entry("Stopped", Parts.time(task.path("stoppedAt")))));
        sometimes(task, facts);
        facts.add(Map.entry("ARN", Parts.id(task.path("taskArn").asText())));
        return Parts.facts(facts);
    }

    private static void sometimes(JsonNode task, List<Map.Entry<String, Html>> facts) {
        for (String member : List.of("capacityProviderName", "startedBy")) {
            if (task.hasNonNull(member)) {
                facts.add(Map.entry(
                        member.equals("startedBy") ? "Started by" : "Capacity provider",
                        Html.text(task.path(member).asText())));
            }
        }
        Ecs.tags(task).ifPresent(tags -> facts.add(Map.entry("Tags", tags)));
    }

    private static Map.Entry<String, Html> group(String cluster, String group) {
        String service = group.substring(Math.min(group.length(), OF_SERVICE.length()));
        return group.startsWith(OF_SERVICE)
                ? Map.entry("Service", Parts.link(Ecs.serviceHref(cluster, service), service))
                : Map.entry("Group", Html.text(group));
    }

    private static Html instance(String cluster, JsonNode task) {
        String arn = task.path("containerInstanceArn").asText("");
        return arn.isEmpty() ? Html.text("–") : Parts.linkedId(Ecs.instanceHref(cluster, arn), Links.nameOf(arn));
    }

    /** Of a task with a network interface of its own, that's; of others those of the machine, whose host ports are theirs. */
    private static Html addresses(JsonNode task, TaskPlace place) {
        String own =
                task.at("/containers/0/networkInterfaces/0/privateIpv4Address").asText("");
        return own.isEmpty() ? place.addresses() : Parts.id(own);
    }
}
