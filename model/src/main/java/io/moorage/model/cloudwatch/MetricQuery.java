package io.moorage.model.cloudwatch;

import java.util.Optional;

/**
 * A time series that is asked for: of one metric, or computed from others (CloudWatch API reference, MetricDataQuery).
 *
 * <p>Invariant: exactly one of {@code stat} and {@code expression} is there.
 *
 * @param id by which expressions call it
 * @param returned false when it only serves expressions
 */
public record MetricQuery(
        String id, Optional<Stat> stat, Optional<String> expression, Optional<String> label, boolean returned) {
    public MetricQuery {
        if (stat.isPresent() == expression.isPresent()) {
            throw new IllegalArgumentException("query " + id + " must have either a metric or an expression");
        }
    }

    /**
     * One statistic of one metric.
     *
     * @param unit empty: the unit that the metric has
     */
    public record Stat(Metric metric, int periodSeconds, Statistic statistic, Optional<String> unit) {}
}
