package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmsForMetricInput;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmsForMetricOutput;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;

/** Shows the alarms on one metric; those on expressions are not among them. */
final class DescribeAlarmsForMetric implements Action<DescribeAlarmsForMetricInput, DescribeAlarmsForMetricOutput> {
    private final Store store;

    DescribeAlarmsForMetric(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DescribeAlarmsForMetricInput, DescribeAlarmsForMetricOutput> operation() {
        return CloudwatchOperations.DESCRIBE_ALARMS_FOR_METRIC;
    }

    @Override
    public DescribeAlarmsForMetricOutput handle(DescribeAlarmsForMetricInput input, RequestContext context) {
        Metric metric = new Metric(
                input.namespace(), input.metricName(), MetricShapes.dimensions(input.dimensions(), "Dimensions"));
        return DescribeAlarmsForMetricOutput.builder()
                .metricAlarms(store.view().all(CloudWatchTables.ALARMS).stream()
                        .filter(alarm -> !alarm.expression() && watches(alarm, metric, input))
                        .map(AlarmShapes::shape)
                        .toList())
                .build();
    }

    private static boolean watches(MetricAlarm alarm, Metric metric, DescribeAlarmsForMetricInput input) {
        MetricQuery.Stat stat = alarm.watched().getFirst().stat().orElseThrow();
        return stat.metric().equals(metric)
                && (input.statistic() == null
                        || input.statistic().equals(stat.statistic().word()))
                && input.extendedStatistic() == null
                && (input.period() == null || input.period() == stat.periodSeconds())
                && (input.unit() == null || input.unit().equals(stat.unit().orElse(null)));
    }
}
