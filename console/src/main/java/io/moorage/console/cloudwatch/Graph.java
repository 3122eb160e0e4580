package io.moorage.console.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.chart.Chart;
import io.moorage.console.chart.Series;
import io.moorage.console.chart.Series.Point;
import io.moorage.console.chart.Unit;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.html.Html;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A metric's values drawn, with the thresholds of the alarms on it. */
final class Graph {
    private Graph() {}

    static Html draw(Ask ask, Metric metric, Span span, List<JsonNode> alarms) {
        Instant to = ask.now();
        Instant from = span.before(to);
        List<JsonNode> points = Aws.list(ask.aws()
                .call("cloudwatch", "GetMetricStatistics", in -> {
                    metric.put(in);
                    in.put("StartTime", from.getEpochSecond())
                            .put("EndTime", to.getEpochSecond())
                            .put("Period", span.period().toSeconds());
                    in.putArray("Statistics").add(span.statistic());
                })
                .path("Datapoints"));
        List<Point> drawn = points.stream()
                .map(each -> new Point(
                        Instant.ofEpochSecond((long) each.path("Timestamp").asDouble()),
                        each.path(span.statistic()).asDouble()))
                .sorted(Comparator.comparing(Point::at))
                .toList();
        Unit unit = points.isEmpty() || span.statistic().equals("SampleCount")
                ? Unit.COUNT
                : Unit.of(points.getFirst().path("Unit").asText());
        return Chart.of(List.of(Series.line(span.statistic(), drawn)))
                .titled(metric.name())
                .in(unit)
                .between(from, to)
                .broken(span.period().multipliedBy(2))
                .marked(alarms.stream()
                        .filter(each -> isOf(each, span))
                        .map(Graph::line)
                        .toList())
                .draw();
    }

    /** Whether an alarm's threshold says something of what is drawn: of another statistic, or of sums over another time, it does not. */
    static boolean isOf(JsonNode alarm, Span span) {
        boolean sums = span.statistic().equals("Sum") || span.statistic().equals("SampleCount");
        return alarm.path("Statistic").asText().equals(span.statistic())
                && (!sums || alarm.path("Period").asLong() == span.period().toSeconds());
    }

    private static Chart.Line line(JsonNode alarm) {
        return new Chart.Line(
                alarm.path("AlarmName").asText(),
                alarm.path("Threshold").asDouble(),
                alarm.path("StateValue").asText().equals("ALARM"));
    }
}
