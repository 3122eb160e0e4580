package io.moorage.scaling;

import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.Datapoint;
import io.moorage.awsmodels.cloudwatch.Dimension;
import io.moorage.awsmodels.cloudwatch.GetMetricDataInput;
import io.moorage.awsmodels.cloudwatch.GetMetricStatisticsInput;
import io.moorage.awsmodels.cloudwatch.Metric;
import io.moorage.awsmodels.cloudwatch.MetricDataQuery;
import io.moorage.awsmodels.cloudwatch.MetricStat;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What an alarm saw. */
public final class AlarmValue {
    private static final Comparator<Datapoint> NEWEST_FIRST = Comparator.<Datapoint, Instant>comparing(
                    each -> Objects.requireNonNull(each.timestamp()))
            .reversed();

    /** As alarms have it: what was measured in a minute has this long to arrive. */
    private static final Duration LATENESS = Duration.ofSeconds(5);

    /** As many more periods as an alarm looks back for data points that came late. */
    private static final int FURTHER_PERIODS = 2;

    /** The most that GetMetricStatistics tells. */
    private static final int MOST_PERIODS = 1440;

    /**
     * What a policy is to go by of what an alarm watches: the last value; for step policies what their aggregation type
     * makes of the values of the alarm's evaluation periods ({@code API_StepScalingPolicyConfiguration}, MetricAggregationType). These
     * are the periods that the alarm looked at, which end with the last whole minute: the minute that runs has measured a part only.
     * That counts where there is nothing else.
     */
    public static Optional<Double> of(
            ScalingPolicy.Kind kind, Calls calls, Principal principal, MetricAlarm alarm, Instant now) {
        List<Double> values = newestFirst(calls, principal, alarm, now);
        return kind instanceof ScalingPolicy.Steps steps
                ? aggregated(
                        values.stream()
                                .limit(alarm.condition().evaluationPeriods())
                                .toList(),
                        steps.aggregation())
                : values.stream().findFirst();
    }

    /** @param type {@code Minimum}, {@code Maximum} or {@code Average} */
    public static Optional<Double> aggregated(List<Double> values, String type) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        DoubleSummaryStatistics all =
                values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return Optional.of(
                switch (type) {
                    case "Minimum" -> all.getMin();
                    case "Maximum" -> all.getMax();
                    default -> all.getAverage();
                });
    }

    private static List<Double> newestFirst(Calls calls, Principal principal, MetricAlarm alarm, Instant now) {
        Instant end = now.minus(LATENESS).truncatedTo(ChronoUnit.MINUTES);
        long periods = Math.min(alarm.condition().evaluationPeriods() + FURTHER_PERIODS, MOST_PERIODS);
        List<Double> whole =
                newestFirst(calls, principal, alarm, end.minusSeconds(alarm.periodSeconds() * periods), end);
        return whole.isEmpty() ? newestFirst(calls, principal, alarm, end, now) : whole;
    }

    private static List<Double> newestFirst(
            Calls calls, Principal principal, MetricAlarm alarm, Instant start, Instant end) {
        if (alarm.expression()) {
            return computed(calls, principal, alarm, start, end);
        }
        Optional<MetricQuery.Stat> watched = alarm.watched().stream()
                .filter(MetricQuery::returned)
                .flatMap(each -> each.stat().stream())
                .findFirst();
        return watched.stream()
                .flatMap(stat -> {
                    String statistic = stat.statistic().word();
                    var request = GetMetricStatisticsInput.builder()
                            .namespace(stat.metric().namespace())
                            .metricName(stat.metric().name())
                            .dimensions(dimensions(stat))
                            .unit(stat.unit().orElse(null))
                            .startTime(start)
                            .endTime(end)
                            .period(stat.periodSeconds())
                            .statistics(List.of(statistic))
                            .build();
                    return calls
                            .call(CloudwatchOperations.GET_METRIC_STATISTICS, request, principal)
                            .datapoints()
                            .stream()
                            .filter(each -> each.timestamp() != null)
                            .sorted(NEWEST_FIRST)
                            .map(each -> value(each, statistic));
                })
                .toList();
    }

    /** What metric math makes of several metrics, whose periods begin at multiples of their length: of whole ones. */
    private static List<Double> computed(
            Calls calls, Principal principal, MetricAlarm alarm, Instant start, Instant end) {
        Instant first = floor(start, alarm.periodSeconds());
        Instant last = floor(end, alarm.periodSeconds());
        if (!first.isBefore(last)) {
            return List.of();
        }
        var request = GetMetricDataInput.builder()
                .metricDataQueries(
                        alarm.watched().stream().map(AlarmValue::query).toList())
                .startTime(first)
                .endTime(last)
                .scanBy("TimestampDescending")
                .build();
        return calls.call(CloudwatchOperations.GET_METRIC_DATA, request, principal).metricDataResults().stream()
                .flatMap(each -> each.values().stream())
                .toList();
    }

    private static Instant floor(Instant time, int seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    private static MetricDataQuery query(MetricQuery query) {
        return MetricDataQuery.builder()
                .id(query.id())
                .metricStat(query.stat().map(AlarmValue::stat).orElse(null))
                .expression(query.expression().orElse(null))
                .returnData(query.returned())
                .build();
    }

    private static MetricStat stat(MetricQuery.Stat stat) {
        return MetricStat.builder()
                .metric(Metric.builder()
                        .namespace(stat.metric().namespace())
                        .metricName(stat.metric().name())
                        .dimensions(dimensions(stat))
                        .build())
                .period(stat.periodSeconds())
                .stat(stat.statistic().word())
                .unit(stat.unit().orElse(null))
                .build();
    }

    private static List<Dimension> dimensions(MetricQuery.Stat stat) {
        return stat.metric().dimensions().entrySet().stream()
                .map(each -> Dimension.builder()
                        .name(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }

    private static Double value(Datapoint point, String statistic) {
        Double value =
                switch (statistic) {
                    case "Sum" -> point.sum();
                    case "Minimum" -> point.minimum();
                    case "Maximum" -> point.maximum();
                    case "SampleCount" -> point.sampleCount();
                    default -> point.average();
                };
        return Objects.requireNonNull(value);
    }

    private AlarmValue() {}
}
