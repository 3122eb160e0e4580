package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
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
        return Html.of("{}{}", cards, elsewhere(silent));
    }

    private static Html elsewhere(List<String> silent) {
        return Html.of("""
                        <p class="hint">What {} writes is not taken to CloudWatch Logs: its log driver is not awslogs with a stream prefix.\
                         To read it here, create a new revision with <code>"logConfiguration": {"logDriver": "awslogs", "options":\
                         {"awslogs-group": "…", "awslogs-stream-prefix": "…", "awslogs-create-group": "true"}}</code> in its JSON; of this\
                         task, <code>docker logs</code> in a terminal on its instance tells it.</p>""", String.join(", ", silent)).when(!silent.isEmpty());
    }

    private static Html log(Ask ask, String group, String stream) {
        List<JsonNode> events = Aws.list(ask.aws()
                .call("logs", "GetLogEvents", in -> in.put("logGroupName", group)
                        .put("logStreamName", stream)
                        .put("limit", LINES)
                        .put("startFromHead", false))
                .path("events"));
        if (events.isEmpty()) {
            return Parts.empty(
                    "Nothing was written yet.", "Lines appear here as the container writes them.", Html.NOTHING);
        }
        return Html.of(
                "<p class=\"hint\">{} in <code>{}</code>, stream <code>{}</code></p><pre class=\"log follows\" tabindex=\"0\" role=\"region\" aria-label=\"Log\">{}</pre>",
                events.size() < LINES ? "All " + events.size() + " lines" : "The last " + LINES + " lines",
                group,
                stream,
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
