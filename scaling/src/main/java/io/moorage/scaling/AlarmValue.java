package io.moorage.scaling;

import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.Datapoint;
import io.moorage.awsmodels.cloudwatch.Dimension;
import io.moorage.awsmodels.cloudwatch.GetMetricStatisticsInput;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What an alarm saw. */
public final class AlarmValue {
    /** The last value of the one metric that an alarm watches. */
    public static Optional<Double> latest(Calls calls, Principal principal, MetricAlarm alarm, Instant now) {
        Optional<MetricQuery.Stat> watched = alarm.watched().stream()
                .filter(MetricQuery::returned)
                .flatMap(each -> each.stat().stream())
                .findFirst();
        return watched.flatMap(stat -> {
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
                    .startTime(now.minusSeconds(
                            (long) stat.periodSeconds() * (alarm.condition().evaluationPeriods() + 2)))
                    .endTime(now)
                    .period(stat.periodSeconds())
                    .statistics(List.of(statistic))
                    .build();
            return calls.call(CloudwatchOperations.GET_METRIC_STATISTICS, request, principal).datapoints().stream()
                    .filter(each -> each.timestamp() != null)
                    .max(Comparator.comparing(each -> Objects.requireNonNull(each.timestamp())))
                    .map(each -> value(each, statistic));
        });
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
