package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.PutMetricAlarmInput;
import io.moorage.cloudwatch.AlarmActions;
import io.moorage.cloudwatch.AlarmChanges;
import io.moorage.model.cloudwatch.AlarmHistoryItem;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an alarm, or changes the one of that name; its state stays until it is evaluated, which is at once. */
final class PutMetricAlarm implements Action<PutMetricAlarmInput, Empty> {
    /** CloudWatch service quotas. */
    private static final int MOST_ALARMS = 5000;

    private final Store store;
    private final AlarmActions actions;

    PutMetricAlarm(Store store, AlarmActions actions) {
        this.store = store;
        this.actions = actions;
    }

    @Override
    public Operation<PutMetricAlarmInput, Empty> operation() {
        return CloudwatchOperations.PUT_METRIC_ALARM;
    }

    @Override
    public List<String> resources(PutMetricAlarmInput input, RequestContext context) {
        return List.of(Alarms.arn(context, input.alarmName()));
    }

    @Override
    public Map<String, List<String>> conditions(PutMetricAlarmInput input, RequestContext context) {
        Map<String, List<String>> conditions = new HashMap<>(AlarmTags.requested(input.tags()));
        if (!input.alarmActions().isEmpty()) {
            conditions.put("cloudwatch:AlarmActions", input.alarmActions());
        }
        return conditions;
    }

    @Override
    public Empty handle(PutMetricAlarmInput input, RequestContext context) {
        MetricAlarm wanted = new AlarmRequest(input, actions).alarm(context);
        return store.transact(tx -> {
            Optional<MetricAlarm> present = tx.find(CloudWatchTables.ALARMS, wanted.name());
            if (present.isEmpty() && tx.all(CloudWatchTables.ALARMS).size() >= MOST_ALARMS) {
                throw new AwsException(
                        CloudwatchOperations.ERROR_LIMIT_EXCEEDED_FAULT,
                        "There are " + MOST_ALARMS + " alarms already, which is the most.");
            }
            tx.put(
                    CloudWatchTables.ALARMS,
                    present.map(alarm -> alarm.putAgain(wanted)).orElse(wanted));
            record(tx, wanted, present.isPresent(), context);
            return Empty.VALUE;
        });
    }

    private static void record(Transaction tx, MetricAlarm alarm, boolean update, RequestContext context) {
        AlarmChanges.record(
                tx,
                alarm.name(),
                AlarmHistoryItem.Type.CONFIGURATION_UPDATE,
                "Alarm \"" + alarm.name() + "\" " + (update ? "updated" : "created"),
                "{\"version\":\"1.0\",\"type\":\"" + (update ? "Update" : "Create") + "\"}",
                context.now());
    }
}
