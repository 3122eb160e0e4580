package io.moorage.cloudwatch.action;

import io.moorage.awsmodels.cloudwatch.MetricDatum;
import io.moorage.awsmodels.cloudwatch.PutMetricDataInput;
import io.moorage.awsmodels.cloudwatch.StatisticSet;
import io.moorage.model.cloudwatch.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The values of a PutMetricData request, checked as its API page says. */
final class MetricDatumReader {
    private static final int MOST_DATA = 1000;
    private static final int MOST_VALUES = 150;
    private static final double LARGEST = Math.pow(2, 360);
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);

    private final MetricDatum datum;
    private final String name;

    /** @param name of the datum in messages */
    private MetricDatumReader(MetricDatum datum, String name) {
        this.datum = datum;
        this.name = name;
    }

    static List<io.moorage.model.cloudwatch.MetricDatum> read(PutMetricDataInput input, Instant now) {
        List<MetricDatum> given = input.metricData();
        if (given.isEmpty()) {
            throw Refusal.missing("MetricData");
        }
        if (given.size() > MOST_DATA) {
            throw Refusal.invalidValue(
                    "The collection MetricData must not have a size greater than " + MOST_DATA + ".");
        }
        List<io.moorage.model.cloudwatch.MetricDatum> data = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            data.add(new MetricDatumReader(given.get(i), "MetricData.member." + (i + 1)).read(input.namespace(), now));
        }
        return data;
    }

    private io.moorage.model.cloudwatch.MetricDatum read(String namespace, Instant now) {
        if (Objects.equals(datum.storageResolution(), 1)) {
            throw Refusal.unsupported("high-resolution metrics (StorageResolution 1): values are kept by the minute");
        }
        if (datum.storageResolution() != null && datum.storageResolution() != 60) {
            throw Refusal.invalidValue("The parameter " + name + ".StorageResolution must be 1 or 60.");
        }
        Instant time = Objects.requireNonNullElse(datum.timestamp(), now);
        if (time.isBefore(now.minus(OLDEST)) || time.isAfter(now.plus(NEWEST))) {
            throw Refusal.invalidValue(
                    "The parameter " + name
                            + ".Timestamp must specify a time within the past two weeks and not more than two hours in the future.");
        }
        var dimensions = MetricShapes.dimensions(datum.dimensions(), name + ".Dimensions");
        return new io.moorage.model.cloudwatch.MetricDatum(
                new Metric(namespace, datum.metricName(), dimensions), MetricShapes.unit(datum.unit()), time, values());
    }

    private io.moorage.model.cloudwatch.StatisticSet values() {
        long given = Stream.of(
                        datum.value() != null,
                        datum.statisticValues() != null,
                        !datum.values().isEmpty())
                .filter(each -> each)
                .count();
        if (given != 1) {
            throw Refusal.combination("Exactly one of the parameters " + name + ".Value, " + name
                    + ".StatisticValues and " + name + ".Values must be given.");
        }
        if (datum.value() != null) {
            return io.moorage.model.cloudwatch.StatisticSet.of(number(datum.value(), "Value"));
        }
        return datum.statisticValues() != null ? set(datum.statisticValues()) : several();
    }

    private io.moorage.model.cloudwatch.StatisticSet set(StatisticSet given) {
        double count = number(given.sampleCount(), "StatisticValues.SampleCount");
        double least = number(given.minimum(), "StatisticValues.Minimum");
        double greatest = number(given.maximum(), "StatisticValues.Maximum");
        if (count <= 0 || least > greatest) {
            throw Refusal.invalidValue("The parameter " + name
                    + ".StatisticValues must have a SampleCount above 0, and a Maximum not below its Minimum.");
        }
        return new io.moorage.model.cloudwatch.StatisticSet(
                count, number(given.sum(), "StatisticValues.Sum"), least, greatest);
    }

    private io.moorage.model.cloudwatch.StatisticSet several() {
        List<Double> values = datum.values();
        List<Double> counts = datum.counts();
        if (values.size() > MOST_VALUES) {
            throw Refusal.invalidValue(
                    "The collection " + name + ".Values must not have a size greater than " + MOST_VALUES + ".");
        }
        if (!counts.isEmpty() && counts.size() != values.size()) {
            throw Refusal.invalidValue(
                    "The parameters " + name + ".Values and " + name + ".Counts must have the same length.");
        }
        io.moorage.model.cloudwatch.StatisticSet all = null;
        for (int i = 0; i < values.size(); i++) {
            double value = number(values.get(i), "Values");
            double count = counts.isEmpty() ? 1 : number(counts.get(i), "Counts");
            if (count <= 0) {
                throw Refusal.invalidValue("The parameter " + name + ".Counts must have numbers above 0.");
            }
            var next = new io.moorage.model.cloudwatch.StatisticSet(count, value * count, value, value);
            all = all == null ? next : all.plus(next);
        }
        return Objects.requireNonNull(all, "there is at least one value");
    }

    private double number(double value, String member) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw Refusal.invalidValue("The value " + value + " for parameter " + name + "." + member
                    + " is invalid: it must be a number between -2^360 and 2^360.");
        }
        return value;
    }
}
