package io.moorage.cloudwatch.action;

import io.moorage.cloudwatch.query.Evaluation;
import io.moorage.cloudwatch.query.ExpressionException;
import io.moorage.cloudwatch.query.TimeSeries;
import io.moorage.model.cloudwatch.MetricQuery;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Finds mistakes in an alarm's expressions when it is put, not when it is evaluated. */
final class AlarmExpressions {
    private AlarmExpressions() {}

    /** Computes them on one value for each metric. */
    static void check(List<MetricQuery> queries) {
        Instant start = Instant.EPOCH;
        Evaluation.Source one = stat -> {
            TreeMap<Instant, Double> values = new TreeMap<>();
            values.put(start, 1.0);
            return new TimeSeries(stat.periodSeconds(), values);
        };
        Evaluation evaluation = new Evaluation(queries, one, start, start.plusSeconds(1));
        for (MetricQuery query : queries) {
            try {
                if (query.returned()) {
                    evaluation.of(query);
                }
            } catch (ExpressionException e) {
                throw Refusal.validation("Error in expression '" + query.id() + "': " + e.getMessage());
            }
        }
    }
}
