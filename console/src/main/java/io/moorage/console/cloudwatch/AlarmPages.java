package io.moorage.console.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.chart.Unit;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Alarms: how they are, why, since when, and what they do. */
public final class AlarmPages {
    private static final String SERVICE = "cloudwatch";
    private static final List<String> TOPICS = List.of(SERVICE);

    private static final Listing<JsonNode> ALARMS = new Listing<>(
            "alarms",
            "Alarms",
            List.of(
                    Columns.linked("Alarm", "AlarmName", AlarmPages::href),
                    Columns.status("State", "StateValue"),
                    Columns.text("Condition", AlarmPages::condition),
                    Columns.text("Reason", "StateReason"),
                    Columns.time("Since", "StateUpdatedTimestamp"),
                    Columns.text("Actions", each -> each.path("ActionsEnabled").asBoolean() ? "on" : "off")),
            Parts.empty(
                    "There is no alarm.",
                    "An alarm watches a metric and acts when it crosses a threshold; scaling policies make theirs, others by: aws cloudwatch put-metric-alarm.",
                    Parts.button(Links.to(SERVICE, "metrics"), "Metrics", "")));

    private static final Listing<JsonNode> HISTORY = new Listing<>(
            "history",
            "History",
            List.of(
                    Columns.time("When", "Timestamp"),
                    Columns.text("What", "HistoryItemType"),
                    Columns.text("Summary", "HistorySummary")),
            Html.of("<p class=\"hint\">Nothing happened yet.</p>"));

    private AlarmPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("cloudwatch/alarms", AlarmPages::list),
                Route.get("cloudwatch/alarms/{alarm}", AlarmPages::alarm),
                AlarmForm.routes().getFirst(),
                Route.post("cloudwatch/alarms/{alarm}/actions", ask -> toSwitch(ask, isOn(ask)), AlarmPages::actions),
                Route.post(
                        "cloudwatch/alarms/{alarm}/delete",
                        ask -> Need.call(SERVICE, "DeleteAlarms", in -> in.putArray("AlarmNames")
                                .add(ask.path("alarm"))),
                        AlarmPages::delete));
    }

    public static String href(String name) {
        return Links.to(SERVICE, "alarms", name);
    }

    /** As one would say it, e.g. {@code Average CPUUtilization > 80 for 2 of 3 periods of 60 s}. */
    static String condition(JsonNode alarm) {
        String compared =
                switch (alarm.path("ComparisonOperator").asText()) {
                    case "GreaterThanThreshold" -> ">";
                    case "GreaterThanOrEqualToThreshold" -> "≥";
                    case "LessThanThreshold" -> "<";
                    case "LessThanOrEqualToThreshold" -> "≤";
                    default -> alarm.path("ComparisonOperator").asText();
                };
        long periods = alarm.path("EvaluationPeriods").asLong(1);
        String measured = alarm.path("MetricName").isMissingNode()
                ? "expression"
                : alarm.path("Statistic").asText()
                        + alarm.path("ExtendedStatistic").asText() + " "
                        + alarm.path("MetricName").asText();
        return "%s %s %s for %d of %d periods of %d s"
                .formatted(
                        measured,
                        compared,
                        Unit.COUNT.write(alarm.path("Threshold").asDouble()),
                        alarm.path("DatapointsToAlarm").asLong(periods),
                        periods,
                        alarm.path("Period").asLong(60));
    }

    private static View.Page list(Ask ask) {
        Rows<JsonNode> all = ask.aws().all(SERVICE, "DescribeAlarms", "MetricAlarms", "NextToken", in -> {});
        return new View.Page(
                "Alarms", List.of(), Html.NOTHING, Parts.live("listed", ALARMS.render(all, ask.query())), TOPICS);
    }

    private static Optional<JsonNode> named(Ask ask, String name) {
        return Aws.list(ask.aws()
                        .call(SERVICE, "DescribeAlarms", in -> in.putArray("AlarmNames")
                                .add(name))
                        .path("MetricAlarms"))
                .stream()
                .findFirst();
    }

    /** Empty also where whoever asks may see none. */
    static Optional<JsonNode> seen(Ask ask, String name) {
        try {
            return named(ask, name);
        } catch (AwsException e) {
            return Optional.empty();
        }
    }

    private static JsonNode describe(Ask ask) {
        String name = ask.path("alarm");
        return named(ask, name)
                .orElseThrow(() -> new AwsException("ResourceNotFound", 404, "There is no alarm " + name + "."));
    }

    private static View.Page alarm(Ask ask) {
        JsonNode alarm = describe(ask);
        String name = ask.path("alarm");
        Metric metric = Metric.of(alarm);
        Html graph = metric.name().isEmpty()
                ? Html.of("<p class=\"hint\">It watches an expression over several metrics.</p>")
                : Advice.orRefusal(() -> Graph.draw(ask, metric, Span.of(alarm), List.of(alarm)));
        Html body = Html.of(
                "{}{}{}{}",
                Parts.live("facts", "The alarm is " + alarm.path("StateValue").asText(), facts(alarm, metric)),
                Parts.live("graph", Html.of("<section class=\"card\">{}</section>", graph)),
                Parts.card("History", Parts.live("history", Advice.orRefusal(() -> history(ask)))),
                MetricPages.every(15));
        return new View.Page(
                name, List.of(new Crumb(Links.to(SERVICE, "alarms"), "Alarms")), buttons(ask, alarm), body, TOPICS);
    }

    private static Html buttons(Ask ask, JsonNode alarm) {
        String name = ask.path("alarm");
        return Html.of(
                "{}{}",
                ask.act(
                        href(name) + "/actions",
                        alarm.path("ActionsEnabled").asBoolean() ? "Switch actions off" : "Switch actions on",
                        ""),
                ask.destroy(
                        "delete",
                        href(name) + "/delete",
                        "Delete",
                        "Delete the alarm " + name + "?",
                        List.of(
                                "Nobody is told and nothing is scaled by it any more.",
                                "The metric and its values stay.")));
    }

    private static Html facts(JsonNode alarm, Metric metric) {
        return Parts.facts(List.of(
                Map.entry("State", Parts.status(alarm.path("StateValue").asText())),
                Map.entry("Reason", Html.text(Parts.text(alarm.path("StateReason")))),
                Map.entry("Since", Parts.time(alarm.path("StateUpdatedTimestamp"))),
                Map.entry("Condition", Html.text(condition(alarm))),
                Map.entry(
                        "Metric",
                        metric.name().isEmpty()
                                ? Html.text("–")
                                : Parts.link(metric.href(), metric.namespace() + " " + metric.name())),
                Map.entry("Dimensions", Html.text(metric.dimensions().isEmpty() ? "–" : metric.dimensionText())),
                Map.entry(
                        "Missing data", Html.text(alarm.path("TreatMissingData").asText("missing"))),
                Map.entry("Actions", Html.text(alarm.path("ActionsEnabled").asBoolean() ? "on" : "off")),
                Map.entry("In alarm", Html.text(arns(alarm.path("AlarmActions")))),
                Map.entry("When OK", Html.text(arns(alarm.path("OKActions"))))));
    }

    private static String arns(JsonNode actions) {
        return actions.isEmpty()
                ? "–"
                : Aws.list(actions).stream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static Html history(Ask ask) {
        return HISTORY.render(
                ask.aws()
                        .all(
                                SERVICE,
                                "DescribeAlarmHistory",
                                "AlarmHistoryItems",
                                "NextToken",
                                in -> in.put("AlarmName", ask.path("alarm"))),
                ask.query());
    }

    private static boolean isOn(Ask ask) {
        return describe(ask).path("ActionsEnabled").asBoolean();
    }

    private static Need.Call toSwitch(Ask ask, boolean isOn) {
        return Need.call(SERVICE, isOn ? "DisableAlarmActions" : "EnableAlarmActions", in -> in.putArray("AlarmNames")
                .add(ask.path("alarm")));
    }

    private static View actions(Ask ask) {
        boolean on = isOn(ask);
        ask.aws().call(toSwitch(ask, on));
        return new View.GoTo(href(ask.path("alarm")), on ? "Its actions are off." : "Its actions are on.");
    }

    private static View delete(Ask ask) {
        describe(ask);
        ask.aws().call(SERVICE, "DeleteAlarms", in -> in.putArray("AlarmNames").add(ask.path("alarm")));
        return new View.GoTo(Links.to(SERVICE, "alarms"), "The alarm " + ask.path("alarm") + " was deleted.");
    }
}
