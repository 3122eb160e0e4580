package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.chart.Chart;
import io.moorage.console.chart.Series;
import io.moorage.console.chart.Unit;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.html.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a file system held, as CloudWatch has it (EFS user guide, "CloudWatch metrics for Amazon EFS": StorageBytes). */
final class SizeChart {
    private static final Duration SHOWN = Duration.ofDays(7);
    private static final Duration PERIOD = Duration.ofMinutes(15);
    private static final List<String> CLASSES = List.of("Total", "Standard", "IA", "Archive");

    /** Of a file system's {@code SizeInBytes}, by the metric's storage classes. */
    private static final Map<String, String> MEMBERS =
            Map.of("Total", "Value", "Standard", "ValueInStandard", "IA", "ValueInIA", "Archive", "ValueInArchive");

    private SizeChart() {}

    /** @param fileSystem as it is now: CloudWatch's newest value may be a quarter of an hour old */
    static Html of(Ask ask, JsonNode fileSystem) {
        JsonNode size = fileSystem.path("SizeInBytes");
        List<Series> series = CLASSES.stream()
                .map(each -> Series.steps(each, upTo(ask.now(), points(ask, each), size.path(MEMBERS.get(each)))))
                .toList();
        boolean colder = series.subList(2, CLASSES.size()).stream()
                .anyMatch(each -> each.points().stream().anyMatch(point -> point.value() > 0));
        return Chart.of(colder ? series : series.subList(0, 1))
                .titled("Size over time")
                .in(Unit.BYTES)
                .draw();
    }

    private static List<Series.Point> upTo(Instant now, List<Series.Point> points, JsonNode size) {
        return size.isNumber()
                ? Stream.concat(points.stream(), Stream.of(new Series.Point(now, size.asDouble())))
                        .toList()
                : points;
    }

    private static List<Series.Point> points(Ask ask, String storageClass) {
        Instant now = ask.now();
        // The periods that are answered are counted from the start, whenever that is.
        long start = now.minus(SHOWN).getEpochSecond() / PERIOD.toSeconds() * PERIOD.toSeconds();
        JsonNode answer = ask.aws().call("cloudwatch", "GetMetricStatistics", in -> {
            in.put("Namespace", "AWS/EFS")
                    .put("MetricName", "StorageBytes")
                    .put("StartTime", start)
                    .put("EndTime", now.getEpochSecond())
                    .put("Period", PERIOD.toSeconds())
                    .putArray("Statistics")
                    .add("Average");
            var dimensions = in.putArray("Dimensions");
            dimensions.addObject().put("Name", "FileSystemId").put("Value", ask.path("id"));
            dimensions.addObject().put("Name", "StorageClass").put("Value", storageClass);
        });
        return Aws.list(answer.path("Datapoints")).stream()
                .map(each -> new Series.Point(
                        Instant.ofEpochSecond(each.path("Timestamp").asLong()),
                        each.path("Average").asDouble()))
                .sorted(Comparator.comparing(Series.Point::at))
                .toList();
    }
}
