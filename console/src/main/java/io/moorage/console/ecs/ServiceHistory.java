package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.chart.Chart;
import io.moorage.console.chart.Series;
import io.moorage.console.chart.Series.Point;
import io.moorage.console.html.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How many tasks services wanted and had, as often as somebody looked: a page that is open looks at every change. Kept in memory,
 * of the services looked at last, and told only to whom the service itself is told.
 */
final class ServiceHistory {
    private static final int MOST_SERVICES = 500;
    private static final int MOST_LOOKS = 400;
    private static final Duration SHOWN = Duration.ofHours(1);

    private final Map<String, List<Look>> looks = new LinkedHashMap<>();

    private record Look(Instant at, double desired, double running) {
        boolean tellsTheSame(Look other) {
            return desired == other.desired && running == other.running;
        }
    }

    /** The last hour's chart, which ends with what {@code service} tells now. */
    Html chart(JsonNode service, Instant now) {
        List<Look> seen = look(
                service.path("serviceArn").asText() + service.path("createdAt").asText(),
                new Look(
                        now,
                        service.path("desiredCount").asDouble(),
                        service.path("runningCount").asDouble()));
        Instant first = seen.getFirst().at();
        Instant from = first.isBefore(now.minus(SHOWN)) ? now.minus(SHOWN) : first;
        return Chart.of(List.of(
                        series("Desired", seen, from, Look::desired), series("Running", seen, from, Look::running)))
                .titled("Tasks, desired and running")
                .between(from, now)
                .draw();
    }

    private synchronized List<Look> look(String service, Look look) {
        List<Look> kept = looks.remove(service);
        List<Look> seen = kept == null ? new ArrayList<>() : kept;
        if (seen.isEmpty() || !seen.getLast().tellsTheSame(look)) {
            seen.add(look);
        }
        if (seen.size() > MOST_LOOKS) {
            seen.removeFirst();
        }
        looks.put(service, seen);
        if (looks.size() > MOST_SERVICES) {
            looks.remove(looks.keySet().iterator().next());
        }
        return List.copyOf(seen);
    }

    /** What held at the chart's beginning is its first value. */
    private static Series series(String name, List<Look> seen, Instant from, ToDoubleFunction<Look> value) {
        List<Point> points = new ArrayList<>();
        for (Look each : seen) {
            Instant at = each.at().isBefore(from) ? from : each.at();
            if (!points.isEmpty() && points.getLast().at().equals(at)) {
                points.removeLast();
            }
            points.add(new Point(at, value.applyAsDouble(each)));
        }
        return Series.steps(name, points);
    }
}
