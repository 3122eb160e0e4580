package io.moorage.cloudwatch.query;

import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.model.cloudwatch.StatisticSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Reads what is kept of metrics.
 *
 * @param start of the first period
 * @param end exclusive
 */
public record StoredSource(MetricStore metrics, Instant start, Instant end, Instant now) implements Evaluation.Source {
    /** A metric without a wanted unit is read in the one that has the newest values. */
    @Override
    public TimeSeries read(MetricQuery.Stat stat) {
        var range = new MetricStore.Range(start, end, stat.periodSeconds());
        NavigableMap<String, NavigableMap<Instant, StatisticSet>> byUnit =
                metrics.read(stat.metric(), stat.unit(), range, now);
        NavigableMap<Instant, Double> values = new TreeMap<>();
        byUnit.values().stream()
                .max(Comparator.comparing(NavigableMap::lastKey))
                .orElseGet(TreeMap::new)
                .forEach((time, set) -> values.put(time, set.get(stat.statistic())));
        return new TimeSeries(stat.periodSeconds(), values);
    }
}
