package io.moorage.console.failover;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Optional;

/** The timeline of each lost instance, the newest first. */
public final class FailoverPages {
    /** What changes when a failover goes on. */
    public static final List<String> TOPICS = List.of("failover", "fence", "ec2", "ecs");

    private static final int PAGE = 20;

    private static final String SKIP = "skip";
    private static final Html TOLD_IN_A_SHELL =
            Html.of("<p class=\"hint\">The same in a shell: <code>./moorage events --failovers</code></p>");

    private final Failovers failovers;

    public FailoverPages(Failovers failovers) {
        this.failovers = failovers;
    }

    public List<Route> routes() {
        return List.of(Route.get("failovers", this::page));
    }

    /** Where those of one instance, or of one service's tasks, are. */
    public static String href(String member, String value) {
        return Links.to("failovers") + "?" + member + "=" + value;
    }

    private View.Page page(Ask ask) {
        Failovers.Seen seen = failovers.seen(ask.aws());
        List<JsonNode> all = narrowed(ask, seen.newestFirst());
        int skipped = Math.min(skipped(ask), all.size());
        List<JsonNode> shown = all.stream().skip(skipped).limit(PAGE).toList();
        List<Html> refusals = seen.refusals().stream().map(Advice::of).toList();
        Html body = shown.isEmpty() && refusals.isEmpty()
                ? nothing(ask)
                : Html.all(shown.stream().map(Timeline::card).toList());
        String said = shown.isEmpty() ? "No instance was lost" : Timeline.said(shown.getFirst());
        return new View.Page(
                "Failovers",
                List.of(),
                narrowed(ask).isEmpty() ? Html.NOTHING : Parts.button(Links.to("failovers"), "All failovers", ""),
                Parts.live(
                        "failovers",
                        said,
                        Html.of("{}{}{}{}", refusals, body, along(ask, skipped, all.size()), TOLD_IN_A_SHELL)),
                TOPICS);
    }

    private static int skipped(Ask ask) {
        String skip = ask.query().get(SKIP);
        return skip.matches("[0-9]{1,6}") ? Integer.parseInt(skip) : 0;
    }

    private static Html along(Ask ask, int skipped, int all) {
        Html newer = Html.of(
                        "<a href=\"{}\">Newer</a>",
                        ask.query()
                                .with(SKIP, Integer.toString(Math.max(0, skipped - PAGE)))
                                .query())
                .when(skipped > 0);
        Html older = Html.of(
                        "<a href=\"{}\">Older</a>",
                        ask.query().with(SKIP, Integer.toString(skipped + PAGE)).query())
                .when(skipped + PAGE < all);
        return Html.of(
                        "<nav class=\"pager\" aria-label=\"Failovers\">{}<span>{} to {} of {}</span>{}</nav>",
                        newer,
                        Math.min(skipped + 1, all),
                        Math.min(skipped + PAGE, all),
                        all,
                        older)
                .when(all > PAGE);
    }

    private static Html nothing(Ask ask) {
        return Parts.empty(
                ask.query()
                        .find("instance")
                        .map(each -> "The instance " + each + " was not lost.")
                        .or(() -> ask.query().find("service").map(each -> "The service " + each + " lost no instance."))
                        .orElse("No instance was lost."),
                "When a machine dies, this page tells what happened to it and to its tasks, moment by moment: noticed, shut out of"
                        + " its file systems, placed elsewhere, mounted, started, answering.",
                Parts.button(Links.to("first-run"), "See it happen", ""));
    }

    private static Optional<String> narrowed(Ask ask) {
        return ask.query().find("instance").or(() -> ask.query().find("service"));
    }

    private static List<JsonNode> narrowed(Ask ask, List<JsonNode> all) {
        Optional<String> instance = ask.query().find("instance");
        Optional<String> service = ask.query().find("service");
        return all.stream()
                .filter(each ->
                        instance.isEmpty() || each.path("instance").asText().equals(instance.get()))
                .filter(each -> service.isEmpty() || isOf(each, service.get()))
                .toList();
    }

    private static boolean isOf(JsonNode failover, String service) {
        return Aws.list(failover.path("tasks")).stream()
                .anyMatch(task -> task.path("group").asText().equals("service:" + service));
    }
}
