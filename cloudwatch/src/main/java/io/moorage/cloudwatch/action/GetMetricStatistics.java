package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.Datapoint;
import io.moorage.awsmodels.cloudwatch.GetMetricStatisticsInput;
import io.moorage.awsmodels.cloudwatch.GetMetricStatisticsOutput;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.Statistic;
import io.moorage.model.cloudwatch.StatisticSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The statistics of one metric. */
final class GetMetricStatistics implements Action<GetMetricStatisticsInput, GetMetricStatisticsOutput> {
    private static final int MOST_POINTS = 1440;

    private final MetricStore metrics;

    GetMetricStatistics(MetricStore metrics) {
        this.metrics = metrics;
    }

    @Override
    public Operation<GetMetricStatisticsInput, GetMetricStatisticsOutput> operation() {
        return CloudwatchOperations.GET_METRIC_STATISTICS;
    }

    @Override
    public GetMetricStatisticsOutput handle(GetMetricStatisticsInput input, RequestContext context) {
        Set<Statistic> wanted = statistics(input);
        var range = range(input);
        Metric metric = new Metric(
                input.namespace(), input.metricName(), MetricShapes.dimensions(input.dimensions(), "Dimensions"));
        List<Datapoint> points = new ArrayList<>();
        metrics.read(metric, Optional.ofNullable(input.unit()), range, context.now())
                .forEach((unit, periods) ->
                        periods.forEach((time, values) -> points.add(point(time, unit, values, wanted))));
        return GetMetricStatisticsOutput.builder()
                .label(input.metricName())
                .datapoints(points)
                .build();
    }

    private static Set<Statistic> statistics(GetMetricStatisticsInput input) {
        if (!input.extendedStatistics().isEmpty()) {
            throw Refusal.unsupported("ExtendedStatistics: percentiles are not kept");
        }
        if (input.statistics().isEmpty()) {
            throw Refusal.combination(
                    "At least one of the parameters Statistics and ExtendedStatistics must be given.");
        }
        Set<Statistic> wanted = EnumSet.noneOf(Statistic.class);
        input.statistics().forEach(word -> wanted.add(MetricShapes.statistic(word)));
        return wanted;
    }

    private static MetricStore.Range range(GetMetricStatisticsInput input) {
        int period = input.period();
        if (period % 60 != 0) {
            throw Refusal.invalidValue("The parameter Period must be a multiple of 60, not " + period + ".");
        }
        if (!input.startTime().isBefore(input.endTime())) {
            throw Refusal.invalidValue("The parameter StartTime must be less than the parameter EndTime.");
        }
        Instant start = input.startTime().truncatedTo(ChronoUnit.MINUTES);
        long points = (Duration.between(start, input.endTime()).toSeconds() + period - 1) / period;
        if (points > MOST_POINTS) {
            throw Refusal.combination(String.format(
                    Locale.ROOT,
                    "You have requested up to %,d datapoints, which exceeds the limit of %,d. You may reduce the datapoints"
                            + " requested by increasing Period, or decreasing the time range.",
                    points,
                    MOST_POINTS));
        }
        return new MetricStore.Range(start, input.endTime(), period);
    }

    private static Datapoint point(Instant time, String unit, StatisticSet values, Set<Statistic> wanted) {
        Datapoint.Builder point = Datapoint.builder().timestamp(time).unit(unit);
        for (Statistic each : wanted) {
            double value = values.get(each);
            switch (each) {
                case SAMPLE_COUNT -> point.sampleCount(value);
                case AVERAGE -> point.average(value);
                case SUM -> point.sum(value);
                case MINIMUM -> point.minimum(value);
                case MAXIMUM -> point.maximum(value);
            }
        }
        return point.build();
    }
}
