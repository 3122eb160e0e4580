package io.moorage.console.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.base.sigv4.Uri;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Columns;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.Rows;
import io.moorage.console.frame.View;
import io.moorage.console.frame.View.Crumb;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which metrics there are, and one of them over time. */
public final class MetricPages {
    private static final String SERVICE = "cloudwatch";

    /** Of an account with thousands of instances, each with its metrics. */
    private static final int MOST = 10_000;

    private static final Listing<Metric> METRICS = new Listing<>(
            "metrics",
            "Metrics",
            List.of(
                    Column.of("Metric", Metric::name, each -> Parts.link(each.href(), each.name())),
                    Column.of("Namespace", Metric::namespace, each -> Html.text(each.namespace())),
                    Column.of(
                            "Dimensions",
                            Metric::dimensionText,
                            each -> Html.text(each.dimensions().isEmpty() ? "–" : each.dimensionText()))),
            Parts.empty(
                    "There is no metric yet.",
                    "Instances, file systems, services and load balancers are measured once a minute; your own come by: aws cloudwatch put-metric-data.",
                    Parts.button(Links.to("ec2", "instances"), "Instances", "")));

    private MetricPages() {}

    public static List<Route> routes() {
        return List.of(
                Route.get("cloudwatch/metrics", MetricPages::list),
                Route.get("cloudwatch/metric", ask -> metric(ask, Html.NOTHING)));
    }

    private static View.Page list(Ask ask) {
        Rows<Metric> all = metrics(ask);
        String namespace = ask.query().get("namespace");
        Rows<Metric> shown = namespace.isEmpty()
                ? all
                : new Rows<>(
                        all.all().stream()
                                .filter(each -> each.namespace().equals(namespace))
                                .toList(),
                        all.cut());
        Html body = Parts.live(
                "listed",
                Html.of(
                        "<div class=\"stack\">{}{}</div>",
                        namespaces(ask, all.all(), namespace).when(!all.all().isEmpty()),
                        METRICS.render(shown, ask.query())));
        return new View.Page("Metrics", List.of(), Html.NOTHING, Html.of("{}{}", body, every(30)), List.of(SERVICE));
    }

    private static Rows<Metric> metrics(Ask ask) {
        return ask.aws()
                .all(SERVICE, "ListMetrics", "Metrics", "NextToken", MOST, in -> {})
                .map(Metric::of);
    }

    private static Html namespaces(Ask ask, List<Metric> all, String shown) {
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(Metric::namespace, TreeMap::new, Collectors.counting()));
        return Html.of(
                "<nav class=\"tabs\" aria-label=\"Namespaces\"><a href=\"{}\"{}>All</a>{}</nav>",
                ask.at(),
                Html.of(" aria-current=\"page\"").when(shown.isEmpty()),
                counts.entrySet().stream()
                        .map(each -> Html.of(
                                "<a href=\"{}{}\"{}>{} <span class=\"count\">{}</span></a>",
                                ask.at(),
                                ask.query().with("namespace", each.getKey()).query(),
                                Html.of(" aria-current=\"page\"")
                                        .when(each.getKey().equals(shown)),
                                each.getKey(),
                                each.getValue()))
                        .toList());
    }

    /** @param refusal of the alarm that was to be made here */
    static View.Page metric(Ask ask, Html refusal) {
        Metric metric = Metric.of(ask.query());
        Span span = Span.of(ask.query(), ask.form().find("statistic").orElse(usual(metric)));
        Html alarmList = Advice.orRefusal(() -> alarms(ask, metric));
        Html body = Html.of(
                """
                {}<form method="get" class="inline">{}{}<button>Show</button></form>{}{}{}{}""",
                refusal,
                AlarmForm.hidden(metric),
                span.fields(),
                Parts.live(
                        "graph",
                        Html.of(
                                "<section class=\"card\">{}</section>",
                                Advice.orRefusal(() -> drawn(ask, metric, span)))),
                Parts.card("Alarms on it", Parts.live("alarms", alarmList)),
                AlarmForm.of(ask, metric, span),
                every(15));
        return new View.Page(
                metric.name(),
                List.of(
                        new Crumb(Links.to(SERVICE, "metrics"), "Metrics"),
                        new Crumb(
                                Links.to(SERVICE, "metrics") + "?namespace=" + Uri.encode(metric.namespace()),
                                metric.namespace())),
                Html.NOTHING,
                Html.of("<p class=\"hint\">{}</p>{}", metric.dimensionText(), body),
                List.of(SERVICE));
    }

    private static Html drawn(Ask ask, Metric metric, Span span) {
        List<JsonNode> alarms = onMetric(ask, metric);
        String others = alarms.stream()
                .filter(each -> !Graph.isOf(each, span))
                .map(each -> each.path("AlarmName").asText())
                .collect(Collectors.joining(", "));
        return Html.of(
                "{}{}",
                Graph.draw(ask, metric, span, alarms),
                Html.of(
                                "<p class=\"hint\">Of another statistic or period, so that their thresholds are not drawn here: {}</p>",
                                others)
                        .when(!others.isEmpty()));
    }

    /** Of what is counted the sum tells, of what is measured the mean. */
    private static String usual(Metric metric) {
        return metric.name().endsWith("Bytes")
                        || metric.name().startsWith("HTTPCode")
                        || metric.name().endsWith("Count")
                ? "Sum"
                : "Average";
    }

    /** Alarms on a metric. */
    static List<JsonNode> onMetric(Ask ask, Metric metric) {
        return Aws.list(
                ask.aws().call(SERVICE, "DescribeAlarmsForMetric", metric::put).path("MetricAlarms"));
    }

    private static Html alarms(Ask ask, Metric metric) {
        return new Listing<>(
                        "alarms",
                        "Alarms",
                        List.of(
                                Columns.linked("Alarm", "AlarmName", AlarmPages::href),
                                Columns.status("State", "StateValue"),
                                Columns.text("Condition", AlarmPages::condition),
                                Columns.text("Reason", "StateReason")),
                        Html.of("<p class=\"hint\">No alarm watches it.</p>"))
                .render(onMetric(ask, metric), ask.query());
    }

    /** What is not in the store is asked for again every so many seconds. */
    public static Html every(int seconds) {
        return Html.of("<span hidden data-every=\"{}\"></span>", seconds);
    }
}
