package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a task's containers said, as far as the {@code awslogs} driver took it to CloudWatch Logs. It follows as lines come. */
final class TaskLogs {
    private static final int LINES = 500;

    private TaskLogs() {}

    static Html cards(Ask ask, String taskArn, JsonNode definition) {
        List<Html> cards = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (JsonNode container : definition.path("containerDefinitions")) {
            String name = container.path("name").asText();
            JsonNode log = container.path("logConfiguration");
            JsonNode prefix = log.path("options").path("awslogs-stream-prefix");
            if (log.path("logDriver").asText().equals("awslogs") && prefix.isTextual()) {
                String stream = prefix.asText() + "/" + name + "/" + Links.nameOf(taskArn);
                String group = log.path("options").path("awslogs-group").asText();
                cards.add(Parts.card(
                        "Log of " + name,
                        Parts.live("log-" + cards.size(), Advice.orRefusal(() -> log(ask, group, stream)))));
            } else {
                silent.add(name);
            }
        }
        return Html.of(
                "{}{}",
                cards,
                elsewhere(ask, silent, definition.path("taskDefinitionArn").asText()));
    }

    private static Html elsewhere(Ask ask, List<String> silent, String definition) {
        return silent.isEmpty()
                ? Html.NOTHING
                : Parts.card(
                        "No log of " + String.join(", ", silent),
                        Parts.empty(
                                "What " + String.join(", ", silent) + " writes is not taken to CloudWatch Logs.",
                                "Create a new revision with a log group (the log driver awslogs with a stream prefix), and run that. What this task writes is told by docker logs, in a terminal on its instance.",
                                ask.leads(
                                        Wizard.HREF + "?from=" + Links.nameOf(definition), "Create new revision", "")));
    }

    private static Html log(Ask ask, String group, String stream) {
        List<JsonNode> events;
        try {
            events = Aws.list(ask.aws()
                    .call("logs", "GetLogEvents", in -> in.put("logGroupName", group)
                            .put("logStreamName", stream)
                            .put("limit", LINES)
                            .put("startFromHead", false))
                    .path("events"));
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
            return Parts.empty(
                    "Nothing was written yet.",
                    e.getMessage()
                            + " The container makes the stream when it begins to write, and the group too where awslogs-create-group is set.",
                    Html.NOTHING);
        }
        if (events.isEmpty()) {
            return Parts.empty(
                    "Nothing was written yet.", "Lines appear here as the container writes them.", Html.NOTHING);
        }
        return Html.of(
                "<p class=\"hint\">{} in {}, stream {}</p><pre class=\"log follows\" tabindex=\"0\" role=\"region\" aria-label=\"Log\">{}</pre>",
                events.size() < LINES ? "All " + events.size() + " lines" : "The last " + LINES + " lines",
                Parts.linkedId(Links.to("logs", group), group),
                Parts.linkedId(Links.to("logs", group, stream), stream),
                events.stream().map(TaskLogs::line).toList());
    }

    private static Html line(JsonNode event) {
        Instant at = Instant.ofEpochMilli(event.path("timestamp").asLong());
        return Html.of(
                "<time datetime=\"{}\">{}</time> {}\n",
                at,
                at.toString().substring(11, 19),
                event.path("message").asText());
    }
}
