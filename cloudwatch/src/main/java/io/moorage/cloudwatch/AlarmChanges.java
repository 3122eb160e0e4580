package io.moorage.cloudwatch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.model.cloudwatch.AlarmAction;
import io.moorage.model.cloudwatch.AlarmHistoryItem;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.Optional;

/** Changes of alarms with all that goes with them: their history, and what is to be done. */
public final class AlarmChanges {
    private static final String HISTORY = "cloudwatch-alarm-history";
    private static final String ACTIONS = "cloudwatch-alarm-action";
    private static final JsonMapper JSON = new JsonMapper();

    private AlarmChanges() {}

    /** Brings an alarm into a state it may be in already; the actions of a state are due when it is entered. */
    public static void enter(
            Transaction tx,
            MetricAlarm alarm,
            AlarmState state,
            String reason,
            Optional<String> reasonData,
            Instant now) {
        MetricAlarm changed = alarm.found(state, reason, reasonData, now);
        tx.update(CloudWatchTables.ALARMS, changed);
        AlarmState before = alarm.status().state();
        if (state == before) {
            return;
        }
        ObjectNode data = JSON.createObjectNode().put("version", "1.0");
        status(data.putObject("oldState"), alarm.status());
        status(data.putObject("newState"), changed.status());
        record(
                tx,
                alarm.name(),
                AlarmHistoryItem.Type.STATE_UPDATE,
                "Alarm updated from " + before + " to " + state,
                data.toString(),
                now);
        changed.actions().in(state).forEach(arn -> due(tx, arn, changed, before, now));
    }

    private static void status(ObjectNode into, MetricAlarm.Status status) {
        into.put("stateValue", status.state().name()).put("stateReason", status.reason());
        status.reasonData().ifPresent(data -> into.put("stateReasonData", data));
    }

    public static void due(Transaction tx, String arn, MetricAlarm alarm, AlarmState before, Instant now) {
        tx.insert(CloudWatchTables.ACTIONS, new AlarmAction(tx.next(ACTIONS), arn, alarm, before, 0, now));
    }

    /** @param data JSON */
    public static void record(
            Transaction tx, String alarmName, AlarmHistoryItem.Type type, String summary, String data, Instant now) {
        tx.insert(
                CloudWatchTables.HISTORY, new AlarmHistoryItem(tx.next(HISTORY), alarmName, now, type, summary, data));
    }
}
