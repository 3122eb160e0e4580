package io.moorage.cloudwatch.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Action;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.Datapoint;
import io.moorage.awsmodels.cloudwatch.Dimension;
import io.moorage.awsmodels.cloudwatch.DimensionFilter;
import io.moorage.awsmodels.cloudwatch.EntityMetricData;
import io.moorage.awsmodels.cloudwatch.GetMetricDataInput;
import io.moorage.awsmodels.cloudwatch.GetMetricDataOutput;
import io.moorage.awsmodels.cloudwatch.GetMetricStatisticsInput;
import io.moorage.awsmodels.cloudwatch.ListMetricsInput;
import io.moorage.awsmodels.cloudwatch.Metric;
import io.moorage.awsmodels.cloudwatch.MetricDataQuery;
import io.moorage.awsmodels.cloudwatch.MetricDatum;
import io.moorage.awsmodels.cloudwatch.MetricStat;
import io.moorage.awsmodels.cloudwatch.PutMetricDataInput;
import io.moorage.awsmodels.cloudwatch.StatisticSet;
import io.moorage.cloudwatch.CloudWatchWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Metrics put and got (CloudWatch API reference). */
class MetricActionsTest {
    private final CloudWatchWorld world = new CloudWatchWorld();
    private final Instant minute = Instant.parse("2026-11-22T17:59:00Z");

    @Test
    void everyFormOfAValue() {
        put(datum("Load").value(3.0));
        put(datum("Load").values(List.of(1.0, 2.0)).counts(List.of(1.0, 3.0)));
        put(datum("Load").values(List.of(7.0)));
        put(datum("Load")
                .statisticValues(StatisticSet.builder()
                        .sampleCount(2.0)
                        .sum(4.0)
                        .minimum(0.0)
                        .maximum(4.0)
                        .build()));
        assertThat(statistics(each -> each))
                .containsExactly(Datapoint.builder()
                        .timestamp(minute)
                        .sampleCount(8.0)
                        .average(21.0 / 8)
                        .sum(21.0)
                        .minimum(0.0)
                        .maximum(7.0)
                        .unit("None")
                        .build());
        assertThat(statistics(each -> each.unit("Bytes"))).isEmpty();
        assertThat(statistics(each -> each.dimensions(List.of())))
                .as("dimensions are part of the name")
                .isEmpty();
    }

    @Test
    void valuesThatCannotBe() {
        String value = "InvalidParameterValue";
        refused(value, "AWS/ for parameter Namespace", put -> put.namespace("AWS/EFS"));
        refusedDatum("InvalidParameterCombination", "Exactly one of", each -> each);
        refusedDatum("InvalidParameterCombination", "Exactly one of", each -> each.value(1.0)
                .values(List.of(1.0)));
        refusedDatum(value, "between -2^360 and 2^360", each -> each.value(Double.NaN));
        refusedDatum(value, "between -2^360 and 2^360", each -> each.value(1e300));
        refusedDatum(value, "MetricData.member.1.Counts", each -> each.values(List.of(1.0))
                .counts(List.of(1.0, 2.0)));
        refusedDatum(value, "numbers above 0", each -> each.values(List.of(1.0)).counts(List.of(-1.0)));
        refusedDatum(value, "past two weeks", each -> each.value(1.0).timestamp(world.now.minus(Duration.ofDays(15))));
        refusedDatum(value, "past two weeks", each -> each.value(1.0).timestamp(world.now.plus(Duration.ofHours(3))));
        refusedDatum(value, "names the dimension Host twice", each -> each.value(1.0)
                .dimensions(List.of(dimension("Host", "a"), dimension("Host", "b"))));
        refusedDatum(
                value,
                "SampleCount above 0",
                each -> each.statisticValues(StatisticSet.builder()
                        .sampleCount(0.0)
                        .sum(4.0)
                        .minimum(0.0)
                        .maximum(4.0)
                        .build()));
        refusedDatum("UnsupportedOperation", "high-resolution", each -> each.value(1.0)
                .storageResolution(1));
        refusedDatum(value, "must be 1 or 60", each -> each.value(1.0).storageResolution(5));
        refused("MissingParameter", "MetricData", put -> put.metricData(List.of()));
        refused(
                "UnsupportedOperation",
                "entities",
                put -> put.entityMetricData(List.of(EntityMetricData.builder().build())));
        refused(
                value,
                "greater than 1000",
                put -> put.metricData(
                        Collections.nCopies(1001, datum("Load").value(1.0).build())));
    }

    @Test
    void statisticsThatCannotBe() {
        refusedStatistics("InvalidParameterValue", "multiple of 60", each -> each.period(30));
        refusedStatistics("InvalidParameterValue", "StartTime must be less", each -> each.endTime(minute));
        refusedStatistics("InvalidParameterCombination", "up to 2,880 datapoints", each -> each.startTime(
                        minute.minus(Duration.ofDays(2)))
                .endTime(minute));
        refusedStatistics("InvalidParameterCombination", "At least one of", each -> each.statistics(List.of()));
        refusedStatistics("UnsupportedOperation", "percentiles", each -> each.extendedStatistics(List.of("p99")));
    }

    @Test
    void metricsAreListedByWhatIsAskedFor() {
        put(datum("Load").value(1.0));
        put(datum("Load").dimensions(List.of(dimension("Host", "b"))).value(1.0));
        put(datum("Errors").dimensions(List.of()).value(1.0).timestamp(world.now.minus(Duration.ofHours(5))));
        assertThat(listed(ListMetricsInput.builder())).containsExactly("Errors []", "Load [Host=a]", "Load [Host=b]");
        assertThat(listed(ListMetricsInput.builder().metricName("Load"))).hasSize(2);
        assertThat(listed(ListMetricsInput.builder().namespace("Other"))).isEmpty();
        assertThat(listed(ListMetricsInput.builder()
                        .dimensions(List.of(DimensionFilter.builder()
                                .name("Host")
                                .value("b")
                                .build()))))
                .containsExactly("Load [Host=b]");
        assertThat(listed(ListMetricsInput.builder()
                        .dimensions(
                                List.of(DimensionFilter.builder().name("Host").build()))))
                .hasSize(2);
        assertThat(listed(ListMetricsInput.builder().recentlyActive("PT3H"))).hasSize(2);
        world.refused(
                "InvalidParameterValue",
                400,
                "NextToken",
                () -> listed(ListMetricsInput.builder().nextToken("x")));
    }

    @Test
    void seriesAreGotInPages() {
        for (int i = 1; i <= 4; i++) {
            put(datum("Load").value(i * 1.0).timestamp(minute.minusSeconds(60L * i)));
        }
        GetMetricDataOutput first = data(query("m1"), each -> each.maxDatapoints(3));
        assertThat(first.metricDataResults().getFirst().values()).containsExactly(1.0, 2.0, 3.0);
        assertThat(first.metricDataResults().getFirst().statusCode()).isEqualTo("PartialData");
        GetMetricDataOutput second =
                data(query("m1"), each -> each.maxDatapoints(3).nextToken(first.nextToken()));
        assertThat(second.metricDataResults().getFirst().values()).containsExactly(4.0);
        assertThat(second.metricDataResults().getFirst().statusCode()).isEqualTo("Complete");
        assertThat(second.nextToken()).isNull();
        assertThat(data(query("m1"), each -> each.scanBy("TimestampAscending"))
                        .metricDataResults()
                        .getFirst()
                        .values())
                .containsExactly(4.0, 3.0, 2.0, 1.0);
    }

    @Test
    void queriesThatCannotBe() {
        String code = "ValidationError";
        refusedData(code, "1 to 500", List.of());
        refusedData(code, "is given to more than one", List.of(query("m1"), query("m1")));
        refusedData(code, "begin with a lower-case letter", List.of(query("M1")));
        refusedData(
                code,
                "exactly one of MetricStat and Expression",
                List.of(MetricDataQuery.builder().id("a").build()));
        refusedData(
                code,
                "Error in expression 'a': there is no query with the id b",
                List.of(MetricDataQuery.builder().id("a").expression("b").build()));
        refusedData(code, "no percentiles", List.of(query("m1", "p99")));
        world.refused("InvalidNextToken", 400, "NextToken", () -> data(query("m1"), each -> each.nextToken("from-x")));
        world.refused(code, 400, "MaxDatapoints", () -> data(query("m1"), each -> each.maxDatapoints(0)));
    }

    /** Service Authorization Reference, "Actions, resources, and condition keys for Amazon CloudWatch". */
    @Test
    @SuppressWarnings("unchecked")
    void permissionsAreByNamespace() {
        var action = (Action<PutMetricDataInput, ?>) world.action(CloudwatchOperations.PUT_METRIC_DATA);
        var input = PutMetricDataInput.builder().namespace("App").build();
        assertThat(action.operation().iamAction()).isEqualTo("cloudwatch:PutMetricData");
        assertThat(action.resources(input, world.context())).containsExactly("*");
        assertThat(action.conditions(input, world.context())).isEqualTo(Map.of("cloudwatch:namespace", List.of("App")));
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private MetricDatum.Builder datum(String name) {
        return MetricDatum.builder()
                .metricName(name)
                .dimensions(List.of(dimension("Host", "a")))
                .timestamp(minute);
    }

    private void put(MetricDatum.Builder datum) {
        world.call(
                CloudwatchOperations.PUT_METRIC_DATA,
                PutMetricDataInput.builder()
                        .namespace("App")
                        .metricData(List.of(datum.build()))
                        .build());
    }

    private void refusedDatum(String code, String message, UnaryOperator<MetricDatum.Builder> change) {
        refused(
                code,
                message,
                put -> put.metricData(List.of(change.apply(datum("Load")).build())));
    }

    private void refused(String code, String message, UnaryOperator<PutMetricDataInput.Builder> change) {
        var input = change.apply(PutMetricDataInput.builder()
                        .namespace("App")
                        .metricData(List.of(datum("Load").value(1.0).build())))
                .build();
        world.refused(code, 400, message, () -> world.call(CloudwatchOperations.PUT_METRIC_DATA, input));
    }

    private List<Datapoint> statistics(UnaryOperator<GetMetricStatisticsInput.Builder> change) {
        var input = change.apply(GetMetricStatisticsInput.builder()
                        .namespace("App")
                        .metricName("Load")
                        .dimensions(List.of(dimension("Host", "a")))
                        .startTime(minute.plusSeconds(20))
                        .endTime(minute.plusSeconds(300))
                        .period(60)
                        .statistics(List.of("SampleCount", "Average", "Sum", "Minimum", "Maximum")))
                .build();
        return world.call(CloudwatchOperations.GET_METRIC_STATISTICS, input).datapoints();
    }

    private void refusedStatistics(
            String code, String message, UnaryOperator<GetMetricStatisticsInput.Builder> change) {
        world.refused(code, 400, message, () -> statistics(change));
    }

    private List<String> listed(ListMetricsInput.Builder input) {
        return world.call(CloudwatchOperations.LIST_METRICS, input.build()).metrics().stream()
                .map(metric -> metric.metricName() + " "
                        + metric.dimensions().stream()
                                .map(each -> each.name() + "=" + each.value())
                                .toList())
                .toList();
    }

    private static MetricDataQuery query(String id) {
        return query(id, "Sum");
    }

    private static MetricDataQuery query(String id, String stat) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(MetricStat.builder()
                        .metric(Metric.builder()
                                .namespace("App")
                                .metricName("Load")
                                .dimensions(List.of(dimension("Host", "a")))
                                .build())
                        .period(60)
                        .stat(stat)
                        .build())
                .build();
    }

    private GetMetricDataOutput data(MetricDataQuery query, UnaryOperator<GetMetricDataInput.Builder> change) {
        return world.call(
                CloudwatchOperations.GET_METRIC_DATA,
                change.apply(GetMetricDataInput.builder()
                                .metricDataQueries(List.of(query))
                                .startTime(minute.minusSeconds(600))
                                .endTime(minute.plusSeconds(60)))
                        .build());
    }

    private void refusedData(String code, String message, List<MetricDataQuery> queries) {
        world.refused(
                code,
                400,
                message,
                () -> world.call(
                        CloudwatchOperations.GET_METRIC_DATA,
                        GetMetricDataInput.builder()
                                .metricDataQueries(queries)
                                .startTime(minute)
                                .endTime(minute.plusSeconds(60))
                                .build()));
    }
}
