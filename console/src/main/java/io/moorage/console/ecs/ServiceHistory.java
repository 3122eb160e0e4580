package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.chart.Chart;
import io.moorage.console.chart.Series;
import io.moorage.console.chart.Series.Point;
import io.moorage.console.chart.Unit;
import io.moorage.console.html.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How many tasks services wanted and had: at every change of it that the server tells, whether anybody looks or not, and whenever
 * somebody does. Kept in memory, of the services that changed last, and told only to whom the service itself is told.
 */
public final class ServiceHistory {
    private static final int MOST_SERVICES = 500;
    private static final int MOST_LOOKS = 120;
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
                key(
                        service.path("serviceArn").asText(),
                        service.path("createdAt").asLong()),
                new Look(
                        now,
                        service.path("desiredCount").asDouble(),
                        service.path("runningCount").asDouble()));
        Instant first = seen.getFirst().at();
        Instant from = first.isBefore(now.minus(SHOWN)) ? now.minus(SHOWN) : first;
        return Chart.of(List.of(
                        series("Desired", seen, from, Look::desired), series("Running", seen, from, Look::running)))
                .titled("Tasks, desired and running")
                .in(Unit.WHOLE)
                .between(from, now)
                .draw();
    }

    /**
     * A service changed.
     *
     * @param created tells it from one before it of the same name
     */
    public void changed(String serviceArn, Instant created, int desired, int running, Instant at) {
        look(key(serviceArn, created.getEpochSecond()), new Look(at, desired, running));
    }

    private static String key(String arn, long createdSeconds) {
        return arn + " " + createdSeconds;
    }

    private synchronized List<Look> look(String service, Look look) {
        List<Look> kept = looks.remove(service);
        List<Look> seen = kept == null ? new ArrayList<>() : kept;
        if (seen.isEmpty() || !seen.getLast().tellsTheSame(look)) {
            seen.add(look);
        }
        forget(seen, look.at().minus(SHOWN));
        looks.put(service, seen);
        if (looks.size() > MOST_SERVICES) {
            looks.remove(looks.keySet().iterator().next());
        }
        return List.copyOf(seen);
    }

    /** What is not shown any longer; of very many those in between, so that what is left still tells of the whole hour. */
    private static void forget(List<Look> seen, Instant shown) {
        while (seen.size() > 1 && seen.get(1).at().isBefore(shown)) {
            seen.removeFirst();
        }
        if (seen.size() > MOST_LOOKS) {
            for (int i = MOST_LOOKS / 2; i > 0; i -= 2) {
                seen.remove(i);
            }
        }
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
