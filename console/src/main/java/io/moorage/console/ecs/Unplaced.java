package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.stream.Collectors;

/** Why tasks found no place, instance by instance, and what to do (ECS developer guide, "API failures error messages"). */
final class Unplaced {
    private static final int TOLD = 20;

    private Unplaced() {}

    private record Why(String words, String advice) {
        static Why of(String reason) {
            return switch (reason) {
                case "RESOURCE:MEMORY" ->
                    new Why(
                            "has not enough memory left",
                            "Stop what nobody needs, let the task definition ask for less memory, or add an instance.");
                case "RESOURCE:CPU" ->
                    new Why(
                            "has not enough CPU units left",
                            "Stop what nobody needs, let the task definition ask for fewer CPU units, or add an instance.");
                case "RESOURCE:PORTS" ->
                    new Why(
                            "has a task on a host port that this one needs",
                            "A host port is one task's on an instance. Stop the other task, map no host port (0), or add an instance.");
                case "AGENT" ->
                    new Why(
                            "has no connected agent",
                            "Wait until its agent is connected again; Failovers tell what became of the instance.");
                case "ATTRIBUTE" ->
                    new Why(
                            "lacks an attribute that the task definition requires",
                            "Take off what needs it (a log driver, a network mode, a capability), or add an instance that has it.");
                case "SINGLE_WRITER" ->
                    new Why(
                            "must wait for another task",
                            "One task at a time may write there. Stop the one that is named first.");
                default ->
                    new Why("may not take it", "Change the placement constraints, or add an instance that matches.");
            };
        }
    }

    static Html of(String cluster, List<JsonNode> failures) {
        return Html.of(
                """
                <div class="alert bad" role="alert"><p><strong>{}</strong> No container instance could take the task.</p>\
                <ul class="plain">{}{}</ul>{}</div>""",
                reasons(failures),
                failures.stream().limit(TOLD).map(each -> line(cluster, each)).toList(),
                Html.of("<li>and {} more</li>", failures.size() - TOLD).when(failures.size() > TOLD),
                failures.stream()
                        .map(each -> Why.of(reason(each)).advice())
                        .distinct()
                        .map(each -> Html.of("<p>{}</p>", each))
                        .toList());
    }

    static String reasons(List<JsonNode> failures) {
        return failures.stream().map(Unplaced::reason).distinct().collect(Collectors.joining(", "));
    }

    private static String reason(JsonNode failure) {
        return failure.path("reason").asText();
    }

    private static Html line(String cluster, JsonNode failure) {
        String arn = failure.path("arn").asText("");
        return Html.of(
                "<li>{} {}: {} {}</li>",
                Parts.linkedId(Ecs.instanceHref(cluster, arn), Links.nameOf(arn)),
                Why.of(reason(failure)).words(),
                Parts.id(reason(failure)),
                failure.path("detail").asText(""));
    }
}
