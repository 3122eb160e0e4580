package io.moorage.model.cloudwatch;

import java.time.Instant;

/**
 * Values of one metric, measured at one time.
 *
 * @param unit as CloudWatch writes it, such as {@code Bytes}; {@code None} for a number as such
 */
public record MetricDatum(Metric metric, String unit, Instant timestamp, StatisticSet values) {}
