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
import java.util.Optional;
import java.util.stream.Stream;

/** What a file system held, as CloudWatch has it (EFS user guide, "CloudWatch metrics for Amazon EFS": StorageBytes). */
final class SizeChart {
    private static final Duration SHOWN = Duration.ofDays(7);
    private static final Duration PERIOD = Duration.ofMinutes(15);

    /** By the name of their metric's dimension: where what was measured last is. */
    private static final List<Map.Entry<String, String>> CLASSES = List.of(
            Map.entry("Total", "Value"),
            Map.entry("Standard", "ValueInStandard"),
            Map.entry("IA", "ValueInIA"),
            Map.entry("Archive", "ValueInArchive"));

    private SizeChart() {}

    /** Up to the last measurement, which CloudWatch is told of later. */
    static Html of(Ask ask, JsonNode fileSystem) {
        List<Series> series = CLASSES.stream()
                .map(each -> Series.steps(
                        each.getKey(),
                        points(ask, each.getKey(), last(fileSystem.path("SizeInBytes"), each.getValue()))))
                .toList();
        boolean colder = series.subList(2, CLASSES.size()).stream()
                .anyMatch(each -> each.points().stream().anyMatch(point -> point.value() > 0));
        return Chart.of(colder ? series : series.subList(0, 1))
                .titled("Stored in the last 7 days")
                .in(Unit.BYTES)
                .draw();
    }

    private static Optional<Series.Point> last(JsonNode size, String member) {
        JsonNode measured = size.path("Timestamp");
        return measured.isNumber()
                ? Optional.of(new Series.Point(
                        Instant.ofEpochSecond(measured.asLong()),
                        size.path(member).asDouble()))
                : Optional.empty();
    }

    private static List<Series.Point> points(Ask ask, String storageClass, Optional<Series.Point> last) {
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
        Stream<Series.Point> told = Aws.list(answer.path("Datapoints")).stream()
                .map(each -> new Series.Point(
                        Instant.ofEpochSecond(each.path("Timestamp").asLong()),
                        each.path("Average").asDouble()));
        return Stream.concat(told, last.stream())
                .sorted(Comparator.comparing(Series.Point::at))
                .toList();
    }
}
