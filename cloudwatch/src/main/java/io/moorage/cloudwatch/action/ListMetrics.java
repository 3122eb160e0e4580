package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DimensionFilter;
import io.moorage.awsmodels.cloudwatch.ListMetricsInput;
import io.moorage.awsmodels.cloudwatch.ListMetricsOutput;
import io.moorage.base.Page;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.model.cloudwatch.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists the metrics of which there are values of the last two weeks. */
final class ListMetrics implements Action<ListMetricsInput, ListMetricsOutput> {
    private static final int PAGE = 500;
    private static final Duration LISTED = Duration.ofDays(14);
    private static final Duration RECENT = Duration.ofHours(3);

    private final MetricStore metrics;

    ListMetrics(MetricStore metrics) {
        this.metrics = metrics;
    }

    @Override
    public Operation<ListMetricsInput, ListMetricsOutput> operation() {
        return CloudwatchOperations.LIST_METRICS;
    }

    @Override
    public ListMetricsOutput handle(ListMetricsInput input, RequestContext context) {
        Instant since = context.now().minus(input.recentlyActive() == null ? LISTED : RECENT);
        List<Metric> found = metrics.metrics().stream()
                .filter(known -> known.newest().isAfter(since))
                .map(MetricStore.Known::metric)
                .filter(metric -> isAskedFor(metric, input))
                .sorted(Comparator.comparing(ListMetrics::key))
                .toList();
        Page<Metric> page = Page.of(found, ListMetrics::key, Optional.ofNullable(input.nextToken()), PAGE)
                .orElseThrow(() -> Refusal.invalidValue("The value of NextToken is not valid."));
        return ListMetricsOutput.builder()
                .metrics(page.map(MetricShapes::metric).items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean isAskedFor(Metric metric, ListMetricsInput input) {
        return (input.namespace() == null || input.namespace().equals(metric.namespace()))
                && (input.metricName() == null || input.metricName().equals(metric.name()))
                && input.dimensions().stream().allMatch(filter -> has(metric, filter));
    }

    private static boolean has(Metric metric, DimensionFilter filter) {
        String value = metric.dimensions().get(filter.name());
        return value != null && (filter.value() == null || filter.value().equals(value));
    }

    private static String key(Metric metric) {
        return metric.namespace() + "\0" + metric.name() + "\0" + metric.dimensions();
    }
}
