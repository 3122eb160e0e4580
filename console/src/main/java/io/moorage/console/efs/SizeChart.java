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

/** What a file system held, as CloudWatch has it (EFS user guide, "CloudWatch metrics for Amazon EFS": StorageBytes). */
final class SizeChart {
    private static final Duration SHOWN = Duration.ofDays(7);
    private static final Duration PERIOD = Duration.ofMinutes(15);
    private static final List<String> CLASSES = List.of("Total", "Standard", "IA", "Archive");

    private SizeChart() {}

    static Html of(Ask ask) {
        List<Series> series = CLASSES.stream()
                .map(each -> Series.steps(each, points(ask, each)))
                .toList();
        boolean colder = series.subList(2, CLASSES.size()).stream()
                .anyMatch(each -> each.points().stream().anyMatch(point -> point.value() > 0));
        return Chart.of(colder ? series : series.subList(0, 1))
                .titled("Size over time")
                .in(Unit.BYTES)
                .draw();
    }

    private static List<Series.Point> points(Ask ask, String storageClass) {
        Instant now = ask.now();
        JsonNode answer = ask.aws().call("cloudwatch", "GetMetricStatistics", in -> {
            in.put("Namespace", "AWS/EFS")
                    .put("MetricName", "StorageBytes")
                    .put("StartTime", now.minus(SHOWN).getEpochSecond())
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
