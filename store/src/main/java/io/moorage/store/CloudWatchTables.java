package io.moorage.store;

import io.moorage.model.cloudwatch.AlarmAction;
import io.moorage.model.cloudwatch.AlarmHistoryItem;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.Table.Index;
import java.util.List;

/** What CloudWatch keeps of alarms. Measured values are not rows: there are too many of them. */
public final class CloudWatchTables {
    public static final Table<MetricAlarm> ALARMS =
            new Table<>("cloudwatch_alarm", MetricAlarm.class, MetricAlarm::name, List.of());

    public static final Index<AlarmHistoryItem> HISTORY_BY_ALARM = new Index<>("alarm", AlarmHistoryItem::alarmName);

    /** In the order in which things happened. */
    public static final Table<AlarmHistoryItem> HISTORY = new Table<>(
            "cloudwatch_alarm_history", AlarmHistoryItem.class, AlarmHistoryItem::key, List.of(HISTORY_BY_ALARM));

    /** What alarms have still to do. */
    public static final Table<AlarmAction> ACTIONS =
            new Table<>("cloudwatch_alarm_action", AlarmAction.class, AlarmAction::key, List.of());

    private CloudWatchTables() {}
}
