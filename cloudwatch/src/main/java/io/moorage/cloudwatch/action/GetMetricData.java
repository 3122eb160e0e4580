package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.GetMetricDataInput;
import io.moorage.awsmodels.cloudwatch.GetMetricDataOutput;
import io.moorage.awsmodels.cloudwatch.MetricDataResult;
import io.moorage.awsmodels.cloudwatch.ScanBy;
import io.moorage.awsmodels.cloudwatch.StatusCode;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.cloudwatch.query.Evaluation;
import io.moorage.cloudwatch.query.ExpressionException;
import io.moorage.cloudwatch.query.StoredSource;
import io.moorage.cloudwatch.query.TimeSeries;
import io.moorage.model.cloudwatch.MetricQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Time series of many metrics, and of metric math on them. */
final class GetMetricData implements Action<GetMetricDataInput, GetMetricDataOutput> {
    private static final int MOST_POINTS = 100_800;
    private static final String TOKEN = "from-";

    private final MetricStore metrics;

    GetMetricData(MetricStore metrics) {
        this.metrics = metrics;
    }

    @Override
    public Operation<GetMetricDataInput, GetMetricDataOutput> operation() {
        return CloudwatchOperations.GET_METRIC_DATA;
    }

    @Override
    public GetMetricDataOutput handle(GetMetricDataInput input, RequestContext context) {
        if (!input.startTime().isBefore(input.endTime())) {
            throw Refusal.validation("The parameter StartTime must be less than the parameter EndTime.");
        }
        int most = input.maxDatapoints() == null ? MOST_POINTS : input.maxDatapoints();
        if (most < 1 || most > MOST_POINTS) {
            throw Refusal.validation("MaxDatapoints must be 1 to " + MOST_POINTS + ".");
        }
        List<MetricQuery> queries = MetricShapes.queries(input.metricDataQueries());
        Cut cut = new Cut(from(input.nextToken()), most, ScanBy.TIMESTAMP_ASCENDING.equals(input.scanBy()));
        Evaluation evaluation = evaluation(queries, input, context.now());
        List<MetricDataResult> results = new ArrayList<>();
        for (MetricQuery query : queries) {
            if (query.returned()) {
                results.add(cut.result(query, series(evaluation, query)));
            }
        }
        return GetMetricDataOutput.builder()
                .metricDataResults(results)
                .messages(List.of())
                .nextToken(cut.next())
                .build();
    }

    /** Periods begin at multiples of their length, so that series can be put side by side. */
    private Evaluation evaluation(List<MetricQuery> queries, GetMetricDataInput input, Instant now) {
        int longest = queries.stream()
                .flatMap(query -> query.stat().stream())
                .mapToInt(MetricQuery.Stat::periodSeconds)
                .max()
                .orElse(60);
        Evaluation.Source aligned =
                stat -> new StoredSource(metrics, floor(input.startTime(), stat.periodSeconds()), input.endTime(), now)
                        .read(stat);
        return new Evaluation(queries, aligned, floor(input.startTime(), longest), input.endTime());
    }

    private static Instant floor(Instant time, int seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    private static TimeSeries series(Evaluation evaluation, MetricQuery query) {
        try {
            return evaluation.of(query);
        } catch (ExpressionException e) {
            throw Refusal.validation("Error in expression '" + query.id() + "': " + e.getMessage());
        }
    }

    private static long from(@Nullable String token) {
        if (token == null) {
            return 0;
        }
        try {
            if (token.startsWith(TOKEN)) {
                return Integer.parseInt(token.substring(TOKEN.length()));
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw Refusal.badToken();
    }

    /** The data points of all series, one after the other, cut to a page. */
    private static final class Cut {
        private final long first;
        private final long end;
        private final boolean ascending;
        private int passed;

        Cut(long first, int most, boolean ascending) {
            this.first = first;
            this.end = first + most;
            this.ascending = ascending;
        }

        MetricDataResult result(MetricQuery query, TimeSeries series) {
            List<Instant> times = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            List<Map.Entry<Instant, Double>> all =
                    new ArrayList<>(series.values().entrySet());
            for (Map.Entry<Instant, Double> point : ascending ? all : all.reversed()) {
                if (passed >= first && passed < end) {
                    times.add(point.getKey());
                    values.add(point.getValue());
                }
                passed++;
            }
            return MetricDataResult.builder()
                    .id(query.id())
                    .label(MetricShapes.label(query))
                    .timestamps(times)
                    .values(values)
                    .statusCode(passed > end ? StatusCode.PARTIAL_DATA : StatusCode.COMPLETE)
                    .build();
        }

        @Nullable
        String next() {
            return passed > end ? TOKEN + end : null;
        }
    }
}
