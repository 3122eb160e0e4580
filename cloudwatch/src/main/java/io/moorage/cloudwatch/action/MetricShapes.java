package io.moorage.cloudwatch.action;

import io.moorage.awsmodels.cloudwatch.Dimension;
import io.moorage.awsmodels.cloudwatch.MetricDataQuery;
import io.moorage.awsmodels.cloudwatch.MetricStat;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.model.cloudwatch.Statistic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Metrics and queries, as the API writes them and as rows keep them. */
final class MetricShapes {
    private static final int MOST_QUERIES = 500;

    private MetricShapes() {}

    /** @param where the member in messages, such as {@code Dimensions} */
    static Map<String, String> dimensions(List<Dimension> given, String where) {
        Map<String, String> dimensions = new TreeMap<>();
        for (Dimension dimension : given) {
            if (dimensions.put(dimension.name(), dimension.value()) != null) {
                throw Refusal.invalidValue(
                        "The parameter " + where + " names the dimension " + dimension.name() + " twice.");
            }
        }
        return dimensions;
    }

    static List<Dimension> dimensions(Metric metric) {
        return metric.dimensions().entrySet().stream()
                .map(each -> Dimension.builder()
                        .name(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }

    static io.moorage.awsmodels.cloudwatch.Metric metric(Metric metric) {
        return io.moorage.awsmodels.cloudwatch.Metric.builder()
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(dimensions(metric))
                .build();
    }

    /** @throws io.moorage.awsapi.AwsException when CloudWatch has no such statistic, or Moorage does not keep it */
    static Statistic statistic(String word) {
        return Statistic.of(word)
                .orElseThrow(() -> Refusal.validation("The statistic " + word + " is not kept by Moorage; there are"
                        + " SampleCount, Average, Sum, Minimum and Maximum, and no percentiles."));
    }

    /** @throws io.moorage.awsapi.AwsException unless values are kept by that period */
    static int period(int seconds) {
        if (seconds % 60 != 0) {
            throw Refusal.validation("Period must be a multiple of 60: Moorage keeps metrics by the minute, and has no"
                    + " high-resolution ones.");
        }
        return seconds;
    }

    static List<MetricQuery> queries(List<MetricDataQuery> given) {
        if (given.isEmpty() || given.size() > MOST_QUERIES) {
            throw Refusal.validation("There must be 1 to " + MOST_QUERIES + " metric queries.");
        }
        List<MetricQuery> queries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (MetricDataQuery each : given) {
            if (!ids.add(each.id())) {
                throw Refusal.validation("The id " + each.id() + " is given to more than one metric query.");
            }
            queries.add(query(each));
        }
        return queries;
    }

    private static MetricQuery query(MetricDataQuery given) {
        if (!given.id().matches("[a-z][A-Za-z0-9_]*")) {
            throw Refusal.validation("The value " + given.id()
                    + " for the id of a metric query must begin with a lower-case letter and consist of letters, digits"
                    + " and underscores.");
        }
        if ((given.metricStat() == null) == (given.expression() == null)) {
            throw Refusal.validation(
                    "The metric query " + given.id() + " must have exactly one of MetricStat and Expression.");
        }
        if (given.accountId() != null) {
            throw Refusal.unsupported("metrics of other accounts");
        }
        return new MetricQuery(
                given.id(),
                Optional.ofNullable(given.metricStat()).map(MetricShapes::stat),
                Optional.ofNullable(given.expression()),
                Optional.ofNullable(given.label()),
                !Boolean.FALSE.equals(given.returnData()));
    }

    private static MetricQuery.Stat stat(MetricStat given) {
        var metric = given.metric();
        return new MetricQuery.Stat(
                metric(metric.namespace(), metric.metricName(), metric.dimensions(), "MetricStat.Metric.Dimensions"),
                period(given.period()),
                statistic(given.stat()),
                Optional.ofNullable(given.unit()));
    }

    static Metric metric(@Nullable String namespace, @Nullable String name, List<Dimension> dimensions, String where) {
        if (namespace == null || name == null) {
            throw Refusal.validation("A metric must have a Namespace and a MetricName.");
        }
        return new Metric(namespace, name, dimensions(dimensions, where));
    }

    static MetricDataQuery shape(MetricQuery query) {
        return MetricDataQuery.builder()
                .id(query.id())
                .metricStat(query.stat()
                        .map(stat -> MetricStat.builder()
                                .metric(metric(stat.metric()))
                                .period(stat.periodSeconds())
                                .stat(stat.statistic().word())
                                .unit(stat.unit().orElse(null))
                                .build())
                        .orElse(null))
                .expression(query.expression().orElse(null))
                .label(query.label().orElse(null))
                .returnData(query.returned())
                .build();
    }

    /** The series' label: the one asked for, the metric's name, or the id of an expression. */
    static String label(MetricQuery query) {
        return query.label()
                .orElseGet(() -> query.stat().map(stat -> stat.metric().name()).orElse(query.id()));
    }

    static String unit(@Nullable String given) {
        return Objects.requireNonNullElse(given, "None");
    }
}
