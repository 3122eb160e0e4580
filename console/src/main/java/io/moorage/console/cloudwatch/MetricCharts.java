package io.moorage.console.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The last three hours of something's metrics, on its own page. */
public final class MetricCharts {
    private MetricCharts() {}

    /**
     * A metric and the statistic that tells most of it.
     *
     * @param statistic e.g. {@code Average}, {@code Sum}
     */
    public record Shown(String metric, String statistic) {}

    /**
     * A chart for each metric, with the thresholds of its alarms and a way to all that CloudWatch has of it; asked for anew every quarter of a minute.
     *
     * @param namespace e.g. {@code AWS/EC2}
     * @param dimension e.g. {@code InstanceId}
     */
    public static Html of(Ask ask, String namespace, String dimension, String value, List<Shown> shown) {
        List<Html> charts = new ArrayList<>();
        for (Shown each : shown) {
            Metric metric = new Metric(namespace, each.metric(), Map.of(dimension, value));
            try {
                charts.add(Html.of(
                        "<section class=\"card stack\">{}<div>{}</div></section>",
                        Graph.draw(ask, metric, Span.of(Parameters.NONE, each.statistic()), alarms(ask, metric)),
                        Parts.link(metric.href(), "More of " + each.metric())));
            } catch (AwsException e) {
                return Advice.of(e);
            }
        }
        return Html.of("<div class=\"charts\">{}</div>{}", charts, MetricPages.every(15));
    }

    /** Where they may not be seen, the values alone. */
    private static List<JsonNode> alarms(Ask ask, Metric metric) {
        try {
            return MetricPages.onMetric(ask, metric);
        } catch (AwsException e) {
            return List.of();
        }
    }
}
