package io.moorage.console.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** Log events as a page shows them. */
final class LogEvents {
    private LogEvents() {}

    /** CloudWatch Logs counts milliseconds. */
    static Html time(JsonNode millis) {
        return Parts.time(millis.isNumber() ? JsonNodeFactory.instance.numberNode(millis.asDouble() / 1000) : millis);
    }

    static Html lines(String group, List<JsonNode> events) {
        return Html.of(
                "<ol class=\"events log\" tabindex=\"0\" aria-label=\"Events\">{}</ol>",
                events.stream()
                        .map(each -> Html.of(
                                "<li>{}{}<span>{}</span></li>",
                                time(each.path("timestamp")),
                                stream(group, each.path("logStreamName").asText()),
                                each.path("message").asText()))
                        .toList());
    }

    private static Html stream(String group, String name) {
        return name.isEmpty() ? Html.NOTHING : Parts.link(Links.to("logs", group, name), name);
    }
}
