package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the scheduler says of a service, with the ways to the tasks and container instances that it names. */
final class ServiceEvents {
    private static final Pattern NAMED = Pattern.compile("\\((task|container-instance) ([0-9a-f]{32})\\)");

    private ServiceEvents() {}

    static Html render(String cluster, JsonNode service, Parameters query) {
        return new Listing<JsonNode>(
                        "events",
                        "Events",
                        List.of(
                                Columns.time("Time", "createdAt"),
                                Column.of("Message", ServiceEvents::message, each -> linked(cluster, message(each)))),
                        Parts.empty(
                                "The scheduler has said nothing yet.",
                                "It tells here what it starts and stops, and why a task finds no place.",
                                Html.NOTHING))
                .render(Aws.list(service.path("events")), query);
    }

    private static String message(JsonNode event) {
        return event.path("message").asText();
    }

    private static Html linked(String cluster, String message) {
        List<Html> parts = new ArrayList<>();
        Matcher named = NAMED.matcher(message);
        int from = 0;
        while (named.find()) {
            String id = named.group(2);
            String href = named.group(1).equals("task") ? Ecs.taskHref(cluster, id) : Ecs.instanceHref(cluster, id);
            parts.add(Html.text(message.substring(from, named.start(2))));
            parts.add(Parts.linkedId(href, id));
            from = named.end(2);
        }
        parts.add(Html.text(message.substring(from)));
        return Html.of("<div>{}</div>", parts);
    }
}
