package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.AlarmType;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmsInput;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmsOutput;
import io.moorage.base.Page;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows alarms. There are no composite alarms. */
final class DescribeAlarms implements Action<DescribeAlarmsInput, DescribeAlarmsOutput> {
    private static final int DEFAULT_RECORDS = 50;

    private final Store store;

    DescribeAlarms(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DescribeAlarmsInput, DescribeAlarmsOutput> operation() {
        return CloudwatchOperations.DESCRIBE_ALARMS;
    }

    @Override
    public List<String> resources(DescribeAlarmsInput input, RequestContext context) {
        return Alarms.arns(context, input.alarmNames());
    }

    @Override
    public DescribeAlarmsOutput handle(DescribeAlarmsInput input, RequestContext context) {
        if (input.childrenOfAlarmName() != null || input.parentsOfAlarmName() != null) {
            throw Refusal.unsupported("composite alarms (ChildrenOfAlarmName, ParentsOfAlarmName)");
        }
        if (!input.alarmNames().isEmpty() && input.alarmNamePrefix() != null) {
            throw Refusal.validation("AlarmNames and AlarmNamePrefix cannot be given together.");
        }
        List<MetricAlarm> asked = store.view().all(CloudWatchTables.ALARMS).stream()
                .filter(alarm -> isAskedFor(alarm, input))
                .toList();
        Page<MetricAlarm> page = Page.of(
                        asked,
                        MetricAlarm::name,
                        Optional.ofNullable(input.nextToken()),
                        input.maxRecords() == null ? DEFAULT_RECORDS : input.maxRecords())
                .orElseThrow(Refusal::badToken);
        return DescribeAlarmsOutput.builder()
                .metricAlarms(page.map(AlarmShapes::shape).items())
                .compositeAlarms(List.of())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean isAskedFor(MetricAlarm alarm, DescribeAlarmsInput input) {
        return (input.alarmTypes().isEmpty() || input.alarmTypes().contains(AlarmType.METRIC_ALARM))
                && (input.alarmNames().isEmpty() || input.alarmNames().contains(alarm.name()))
                && (input.alarmNamePrefix() == null || alarm.name().startsWith(input.alarmNamePrefix()))
                && (input.stateValue() == null
                        || input.stateValue().equals(alarm.status().state().name()))
                && (input.actionPrefix() == null || hasAction(alarm.actions(), input.actionPrefix()));
    }

    private static boolean hasAction(MetricAlarm.Actions actions, String prefix) {
        return Stream.of(actions.ok(), actions.alarm(), actions.insufficientData())
                .flatMap(List::stream)
                .anyMatch(arn -> arn.startsWith(prefix));
    }
}
