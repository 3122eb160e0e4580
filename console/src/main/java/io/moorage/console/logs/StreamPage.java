package io.moorage.console.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;

/** One log stream: its last events, which follow, and backwards to its beginning. */
final class StreamPage {
    private static final int AT_ONCE = 500;
    private static final String TOKEN = "nextToken";

    private StreamPage() {}

    static Route route() {
        return Route.get("logs/{group}/{stream}", StreamPage::stream);
    }

    private static View.Page stream(Ask ask) {
        String group = ask.path("group");
        String stream = ask.path("stream");
        JsonNode answer = ask.aws().call("logs", "GetLogEvents", in -> {
            in.put("logGroupName", group).put("logStreamName", stream).put("limit", AT_ONCE);
            ask.query().find(TOKEN).ifPresent(token -> in.put(TOKEN, token));
        });
        List<JsonNode> events = Aws.list(answer.path("events"));
        Html shown = Html.of(
                "{}{}",
                events.isEmpty()
                        ? none(ask)
                        : Html.of("<section class=\"card\">{}</section>", LogEvents.lines(group, events)),
                older(ask, events.size(), answer.path("nextBackwardToken").asText()));
        return new View.Page(
                stream,
                List.of(new Crumb(Links.to("logs"), "Log groups"), new Crumb(Links.to("logs", group), group)),
                Html.NOTHING,
                Html.of("{}<span hidden data-every=\"2\"></span>", Parts.live("lines", shown)),
                List.of("logs"));
    }

    private static Html none(Ask ask) {
        return ask.query().find(TOKEN).isPresent()
                ? Parts.empty("There is no older event.", "This is where the stream begins.", Html.NOTHING)
                : Parts.empty("The stream has no event yet.", "They appear here by themselves.", Html.NOTHING);
    }

    /** CloudWatch Logs API reference, GetLogEvents: from the end backwards, and at the beginning nothing. */
    private static Html older(Ask ask, int shown, String token) {
        boolean back = ask.query().find(TOKEN).isPresent();
        return Html.of(
                        "<nav class=\"pager\" aria-label=\"Events\">{}<span>{} events at a time</span>{}</nav>",
                        Html.of(
                                        "<a href=\"{}\">Older</a>",
                                        ask.query().with(TOKEN, token).query())
                                .when(shown == AT_ONCE),
                        AT_ONCE,
                        Html.of("<a href=\"{}\">The last ones</a>", ask.at()).when(back))
                .when(shown == AT_ONCE || back);
    }
}
