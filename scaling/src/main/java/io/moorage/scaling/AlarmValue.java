package io.moorage.scaling;

import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.Datapoint;
import io.moorage.awsmodels.cloudwatch.Dimension;
import io.moorage.awsmodels.cloudwatch.GetMetricStatisticsInput;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import java.time.Instant;
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

    /**
     * What a policy is to go by of the one metric that an alarm watches: the last value; for step policies what their aggregation type
     * makes of the values of the alarm's evaluation periods ({@code API_StepScalingPolicyConfiguration}, MetricAggregationType).
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
                            .dimensions(stat.metric().dimensions().entrySet().stream()
                                    .map(each -> Dimension.builder()
                                            .name(each.getKey())
                                            .value(each.getValue())
                                            .build())
                                    .toList())
                            .startTime(now.minusSeconds((long) stat.periodSeconds()
                                    * (alarm.condition().evaluationPeriods() + 2)))
                            .endTime(now)
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
