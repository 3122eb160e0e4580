package io.moorage.cloudwatch.query;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Values by the start of their period.
 *
 * @param periodSeconds of every value
 */
public record TimeSeries(int periodSeconds, SortedMap<Instant, Double> values) {
    public TimeSeries {
        values = Collections.unmodifiableSortedMap(values);
    }

    TimeSeries map(DoubleUnaryOperator function) {
        SortedMap<Instant, Double> mapped = new TreeMap<>();
        values.forEach((time, value) -> put(mapped, time, function.applyAsDouble(value)));
        return new TimeSeries(periodSeconds, mapped);
    }

    /** What is no number, such as what was divided by zero, is no data point. */
    static void put(SortedMap<Instant, Double> into, Instant time, double value) {
        if (Double.isFinite(value)) {
            into.put(time, value);
        }
    }
}
