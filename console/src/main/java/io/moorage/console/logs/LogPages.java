package io.moorage.console.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.chart.Unit;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Confirm;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Log groups, their streams, events that follow, and the search in a group. */
public final class LogPages {
    private static final String SERVICE = "logs";
    private static final String GROUP = "logGroupName";
    private static final List<String> TOPICS = List.of("logs");
    private static final String TOKEN = "nextToken";
    private static final int MOST_EVENTS = 500;
    private static final Map<String, Duration> RANGES = Map.of(
            "15m", Duration.ofMinutes(15),
            "1h", Duration.ofHours(1),
            "1d", Duration.ofDays(1),
            "1w", Duration.ofDays(7));
    private static final List<String> RANGE_NAMES = List.of("15m", "1h", "1d", "1w", "all");
    private static final List<Integer> RETENTIONS = List.of(1, 3, 7, 14, 30, 90, 180, 365);

    private static Listing<JsonNode> groups(Ask ask) {
        return new Listing<>(
                "groups",
                "Log groups",
                List.of(
                        Columns.linked("Group", GROUP, LogPages::href),
                        Columns.text("Kept", LogPages::kept),
                        Column.of(
                                "Size",
                                each -> String.format(
                                        Locale.ROOT,
                                        "%019d",
                                        each.path("storedBytes").asLong()),
                                each -> Html.text(Unit.BYTES.write(
                                        each.path("storedBytes").asDouble()))),
                        millis("Created", "creationTime")),
                Parts.empty(
                        "There is no log group.",
                        "A task definition whose containers log with awslogs and awslogs-create-group makes one. Create one below for your own.",
                        ask.leads(Links.to("ecs", "new-task-definition"), "Create new task definition", "")));
    }

    private LogPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("logs", ask -> list(ask, Html.NOTHING)),
                Route.post("logs", ask -> Need.onAnything(SERVICE, "CreateLogGroup"), LogPages::create),
                Route.get("logs/{group}", LogPages::group),
                Route.post("logs/{group}/retention", LogPages::toRetain, LogPages::retain),
                Route.post(
                        "logs/{group}/delete",
                        ask -> Need.call(SERVICE, "DeleteLogGroup", in -> in.put(GROUP, ask.path("group"))),
                        LogPages::delete),
                StreamPage.route());
    }

    private static String href(String group) {
        return Links.to("logs", group);
    }

    private static String kept(JsonNode group) {
        int days = group.path("retentionInDays").asInt();
        return days == 0 ? "for good" : days == 1 ? "1 day" : days + " days";
    }

    private static Column<JsonNode> millis(String title, String member) {
        return Column.of(
                title,
                each -> String.format(Locale.ROOT, "%019d", each.path(member).asLong()),
                each -> LogEvents.time(each.path(member)));
    }

    private static View.Page list(Ask ask, Html refusal) {
        Rows<JsonNode> all = ask.aws().all(SERVICE, "DescribeLogGroups", "logGroups", TOKEN, in -> {});
        Html form = ask.form(Links.to("logs"))
                .style("inline")
                .around(Html.of(
                        "<label>Log group name<input name=\"name\" value=\"{}\" required maxlength=\"512\" spellcheck=\"false\"></label><button>Create log group</button>",
                        ask.form().get("name")));
        return new View.Page(
                "Log groups",
                List.of(),
                Html.NOTHING,
                Html.of("{}{}{}", refusal, Parts.live("listed", groups(ask).render(all, ask.query())), form),
                TOPICS);
    }

    private static View create(Ask ask) {
        String name = ask.form().get("name");
        try {
            ask.aws().call(SERVICE, "CreateLogGroup", in -> in.put(GROUP, name));
        } catch (AwsException e) {
            return list(ask, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(href(name), "The log group " + name + " was created.");
    }

    private static View.Page group(Ask ask) {
        String group = ask.path("group");
        boolean searching = ask.query().values().containsKey("pattern");
        Html found = searching ? Advice.orRefusal(() -> search(ask, group)) : Html.NOTHING;
        Html body = Html.of(
                "{}{}{}{}",
                searchForm(ask),
                Parts.live("found", found),
                Parts.live("streams", Advice.orDenial(() -> streams(ask, group))),
                Parts.card("How long events are kept", retention(ask, group)));
        return new View.Page(
                group,
                List.of(new Crumb(Links.to("logs"), "Log groups")),
                ask.destroy(
                        "delete",
                        href(group) + "/delete",
                        "Delete",
                        "Delete the log group " + group + "?",
                        List.of("Its streams and every event in them go for good.")),
                body,
                TOPICS);
    }

    /** Those that were written last, first: of many streams they are the ones that matter. */
    private static Html streams(Ask ask, String group) {
        Listing<JsonNode> streams = new Listing<>(
                "streams",
                "Streams",
                List.of(
                        Columns.linked("Stream", "logStreamName", name -> Links.to("logs", group, name)),
                        millis("First event", "firstEventTimestamp"),
                        millis("Last event", "lastEventTimestamp")),
                Parts.empty(
                        "It has no stream yet.", "A stream comes with the first task that logs here.", Html.NOTHING));
        return streams.render(
                ask.aws().all(SERVICE, "DescribeLogStreams", "logStreams", TOKEN, in -> in.put(GROUP, group)
                        .put("orderBy", "LastEventTime")
                        .put("descending", true)),
                ask.query());
    }

    private static Html searchForm(Ask ask) {
        String range = ask.query().find("range").orElse("1h");
        return Html.of(
                """
                <form method="get" class="card stack" role="search"><label>Filter pattern <span class="hint">words that must all be there; -word must not; ?a ?b one of them; "a phrase"; %a regular expression%; {} of JSON</span>\
                <input name="pattern" value="{}" spellcheck="false" placeholder="ERROR"></label>
                <div class="inline"><label>Range<select name="range">{}</select></label><button class="primary">Search</button></div></form>""",
                "{ $.level = \"error\" }",
                ask.query().get("pattern"),
                RANGE_NAMES.stream()
                        .map(each -> Html.of(
                                "<option{}>{}</option>", Html.of(" selected").when(each.equals(range)), each))
                        .toList());
    }

    private static Html search(Ask ask, String group) {
        Duration range = RANGES.get(ask.query().find("range").orElse("1h"));
        LogSearch found = LogSearch.of(ask.aws(), MOST_EVENTS, in -> {
            in.put(GROUP, group);
            ask.query().find("pattern").ifPresent(pattern -> in.put("filterPattern", pattern));
            if (range != null) {
                in.put("startTime", ask.now().minus(range).toEpochMilli());
            }
            ask.query().find(TOKEN).ifPresent(token -> in.put(TOKEN, token));
        });
        return found.last().isEmpty()
                ? Parts.empty("Nothing matches.", "Try a longer range or fewer words.", along(ask, found))
                : Html.of(
                        "<section class=\"card\"><h2>{}</h2>{}{}</section>",
                        found.count(),
                        LogEvents.lines(group, found.last()),
                        along(ask, found));
    }

    private static Html along(Ask ask, LogSearch found) {
        return Html.of(
                        "<nav class=\"pager\" aria-label=\"Events that match\"><a href=\"{}\">Go on from there</a></nav>",
                        ask.query().with(TOKEN, found.next()).query())
                .when(!found.next().isEmpty());
    }

    private static JsonNode described(Ask ask, String group) {
        return ask
                .aws()
                .all(SERVICE, "DescribeLogGroups", "logGroups", TOKEN, in -> in.put("logGroupNamePrefix", group))
                .all()
                .stream()
                .filter(each -> each.path(GROUP).asText().equals(group))
                .findFirst()
                .orElseThrow(() ->
                        new AwsException("ResourceNotFoundException", 400, "The specified log group does not exist."));
    }

    private static Html retention(Ask ask, String group) {
        int now = described(ask, group).path("retentionInDays").asInt();
        Html fields = Html.of(
                "<label>Days<select name=\"days\"><option value=\"0\">for good</option>{}</select></label><button>Keep so long</button>",
                RETENTIONS.stream()
                        .map(each -> Html.of(
                                "<option{}>{}</option>", Html.of(" selected").when(each == now), each))
                        .toList());
        return ask.form(href(group) + "/retention").style("inline").around(fields);
    }

    /** CloudWatch Logs user guide, "Change log data retention": what is older is deleted. */
    private static View.Page shorter(Ask ask, JsonNode before, int wanted) {
        String group = ask.path("group");
        return Confirm.page(
                ask,
                new Crumb(href(group), group),
                "Keep the events of " + group + " for " + (wanted == 1 ? "1 day" : wanted + " days") + " only?",
                List.of(
                        "Every event older than that is deleted for good; now they are kept "
                                + (before.path("retentionInDays").asInt() == 0 ? "" : "for ") + kept(before) + ".",
                        "The group holds "
                                + Unit.BYTES.write(before.path("storedBytes").asDouble()) + "."),
                "Keep so long");
    }

    /** Until it is chosen, either. */
    private static Need toRetain(Ask ask) {
        Need forDays = Need.filledIn(SERVICE, "PutRetentionPolicy", in -> in.put(GROUP, ask.path("group"))
                .put("retentionInDays", RETENTIONS.getFirst()));
        Need forGood = Need.call(SERVICE, "DeleteRetentionPolicy", in -> in.put(GROUP, ask.path("group")));
        return ask.form()
                .find("days")
                .map(days -> days.equals("0") ? forGood : forDays)
                .orElse(Need.anyOf(forDays, forGood));
    }

    private static View retain(Ask ask) {
        String group = ask.path("group");
        String days = ask.form().get("days");
        if (days.equals("0")) {
            ask.aws().call(SERVICE, "DeleteRetentionPolicy", in -> in.put(GROUP, group));
            return new View.GoTo(href(group), "Its events are kept for good.");
        }
        int wanted = RETENTIONS.stream()
                .filter(each -> days.equals(each.toString()))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "InvalidParameterException", 400, "“" + days + "” is not a number of days to keep events."));
        JsonNode before = described(ask, group);
        int kept = before.path("retentionInDays").asInt();
        if ((kept == 0 || wanted < kept) && !Confirm.isSure(ask)) {
            return shorter(ask, before, wanted);
        }
        ask.aws().call(SERVICE, "PutRetentionPolicy", in -> in.put(GROUP, group).put("retentionInDays", wanted));
        return new View.GoTo(href(group), "Its events are kept for " + days + " days.");
    }

    private static View delete(Ask ask) {
        String group = ask.path("group");
        ask.aws().call(SERVICE, "DeleteLogGroup", in -> in.put(GROUP, group));
        return new View.GoTo(Links.to("logs"), "The log group " + group + " was deleted.");
    }
}
