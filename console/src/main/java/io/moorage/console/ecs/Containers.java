package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The containers of a task definition. Values of the environment are shown to whoever may describe it, as AWS's console does. */
final class Containers {
    private Containers() {}

    static Html cards(JsonNode definition) {
        return Html.all(Aws.list(definition.path("containerDefinitions")).stream()
                .map(Containers::card)
                .toList());
    }

    private static Html card(JsonNode container) {
        List<Map.Entry<String, Html>> facts = new ArrayList<>(List.of(
                Map.entry("Image", Parts.id(container.path("image").asText())),
                Map.entry("CPU units", Html.text(Parts.text(container.path("cpu")))),
                Map.entry(
                        "Memory, hard / soft (MiB)",
                        Html.text(Parts.text(container.path("memory")) + " / "
                                + Parts.text(container.path("memoryReservation")))),
                Map.entry("Ports", Html.text(ports(container))),
                Map.entry("Essential", Html.text(container.path("essential").asBoolean(true) ? "yes" : "no")),
                Map.entry("Environment", Html.text(environment(container))),
                Map.entry("Log", log(container.path("logConfiguration")))));
        add(facts, "Health check", words(container.path("healthCheck").path("command")));
        add(facts, "Entry point", words(container.path("entryPoint")));
        add(facts, "Command", words(container.path("command")));
        add(facts, "Secrets", named(container.path("secrets"), "name", "valueFrom"));
        add(facts, "Starts after", named(container.path("dependsOn"), "containerName", "condition"));
        return Html.of("<h3>{}</h3>{}", container.path("name").asText(), Parts.facts(facts));
    }

    /** Only where it is told. */
    private static void add(List<Map.Entry<String, Html>> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(Map.entry(name, Parts.id(value)));
        }
    }

    private static String words(JsonNode list) {
        return Aws.list(list).stream().map(JsonNode::asText).collect(Collectors.joining(" "));
    }

    private static String named(JsonNode list, String name, String value) {
        return Aws.list(list).stream()
                .map(each -> each.path(name).asText() + ": " + each.path(value).asText())
                .collect(Collectors.joining(", "));
    }

    private static Html log(JsonNode log) {
        String group = log.path("options").path("awslogs-group").asText("");
        return log.path("logDriver").asText().equals("awslogs") && !group.isEmpty()
                ? Parts.linkedId(Links.to("logs", group), group)
                : Html.text(Parts.text(log.path("logDriver")));
    }

    private static String ports(JsonNode container) {
        return joined(Aws.list(container.path("portMappings")).stream()
                .map(each -> each.path("hostPort").asInt(0) + " → "
                        + each.path("containerPort").asText() + "/"
                        + each.path("protocol").asText("tcp"))
                .collect(Collectors.joining(", ")));
    }

    private static String environment(JsonNode container) {
        return joined(Aws.list(container.path("environment")).stream()
                .map(each ->
                        each.path("name").asText() + "=" + each.path("value").asText())
                .collect(Collectors.joining(", ")));
    }

    private static String joined(String text) {
        return text.isEmpty() ? "–" : text;
    }
}
