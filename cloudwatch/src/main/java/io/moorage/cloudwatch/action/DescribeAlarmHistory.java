package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.AlarmType;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmHistoryInput;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmHistoryOutput;
import io.moorage.awsmodels.cloudwatch.ScanBy;
import io.moorage.base.Page;
import io.moorage.model.cloudwatch.AlarmHistoryItem;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows what happened to alarms, the newest first unless asked otherwise; of alarms that are gone, too. */
final class DescribeAlarmHistory implements Action<DescribeAlarmHistoryInput, DescribeAlarmHistoryOutput> {
    private static final int MOST_RECORDS = 100;

    private final Store store;

    DescribeAlarmHistory(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DescribeAlarmHistoryInput, DescribeAlarmHistoryOutput> operation() {
        return CloudwatchOperations.DESCRIBE_ALARM_HISTORY;
    }

    @Override
    public List<String> resources(DescribeAlarmHistoryInput input, RequestContext context) {
        return Alarms.arns(context, input.alarmName() == null ? List.of() : List.of(input.alarmName()));
    }

    @Override
    public DescribeAlarmHistoryOutput handle(DescribeAlarmHistoryInput input, RequestContext context) {
        List<AlarmHistoryItem> asked = new ArrayList<>(store.view().all(CloudWatchTables.HISTORY).stream()
                .filter(item -> isAskedFor(item, input))
                .toList());
        boolean ascending = ScanBy.TIMESTAMP_ASCENDING.equals(input.scanBy());
        Page<AlarmHistoryItem> page = Page.of(
                        ascending ? asked : asked.reversed(),
                        item -> "%019d".formatted(ascending ? item.number() : Long.MAX_VALUE - item.number()),
                        Optional.ofNullable(input.nextToken()),
                        input.maxRecords() == null ? MOST_RECORDS : input.maxRecords())
                .orElseThrow(Refusal::badToken);
        return DescribeAlarmHistoryOutput.builder()
                .alarmHistoryItems(page.map(DescribeAlarmHistory::shape).items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean isAskedFor(AlarmHistoryItem item, DescribeAlarmHistoryInput input) {
        return (input.alarmTypes().isEmpty() || input.alarmTypes().contains(AlarmType.METRIC_ALARM))
                && (input.alarmName() == null || input.alarmName().equals(item.alarmName()))
                && (input.historyItemType() == null
                        || input.historyItemType().equals(item.type().word()))
                && (input.startDate() == null || !item.timestamp().isBefore(input.startDate()))
                && (input.endDate() == null || !item.timestamp().isAfter(input.endDate()));
    }

    private static io.moorage.awsmodels.cloudwatch.AlarmHistoryItem shape(AlarmHistoryItem item) {
        return io.moorage.awsmodels.cloudwatch.AlarmHistoryItem.builder()
                .alarmName(item.alarmName())
                .alarmType(AlarmType.METRIC_ALARM)
                .timestamp(item.timestamp())
                .historyItemType(item.type().word())
                .historySummary(item.summary())
                .historyData(item.data())
                .build();
    }
}
