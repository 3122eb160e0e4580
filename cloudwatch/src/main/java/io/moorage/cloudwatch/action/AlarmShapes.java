package io.moorage.cloudwatch.action;

import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.model.cloudwatch.MissingData;

/** Alarms as the API describes them. */
final class AlarmShapes {
    private AlarmShapes() {}

    static io.moorage.awsmodels.cloudwatch.MetricAlarm shape(MetricAlarm alarm) {
        MetricAlarm.Condition condition = alarm.condition();
        MetricAlarm.Status status = alarm.status();
        var shape = io.moorage.awsmodels.cloudwatch.MetricAlarm.builder()
                .alarmName(alarm.name())
                .alarmArn(alarm.arn())
                .alarmDescription(alarm.description().orElse(null))
                .alarmConfigurationUpdatedTimestamp(alarm.configured())
                .actionsEnabled(alarm.actions().enabled())
                .okActions(alarm.actions().ok())
                .alarmActions(alarm.actions().alarm())
                .insufficientDataActions(alarm.actions().insufficientData())
                .stateValue(status.state().name())
                .stateReason(status.reason())
                .stateReasonData(status.reasonData().orElse(null))
                .stateUpdatedTimestamp(status.updated())
                .stateTransitionedTimestamp(status.transitioned())
                .evaluationPeriods(condition.evaluationPeriods())
                .datapointsToAlarm(condition.datapointsToAlarm().orElse(null))
                .threshold(condition.threshold())
                .comparisonOperator(condition.operator().word())
                .treatMissingData(condition.missingData().map(MissingData::word).orElse(null));
        if (alarm.expression()) {
            return shape.metrics(
                            alarm.watched().stream().map(MetricShapes::shape).toList())
                    .build();
        }
        MetricQuery.Stat stat = alarm.watched().getFirst().stat().orElseThrow();
        return shape.metricName(stat.metric().name())
                .namespace(stat.metric().namespace())
                .dimensions(MetricShapes.dimensions(stat.metric()))
                .statistic(stat.statistic().word())
                .period(stat.periodSeconds())
                .unit(stat.unit().orElse(null))
                .build();
    }
}
