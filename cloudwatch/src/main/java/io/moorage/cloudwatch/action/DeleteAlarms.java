package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DeleteAlarmsInput;
import io.moorage.cloudwatch.AlarmChanges;
import io.moorage.model.cloudwatch.AlarmHistoryItem;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Set;

/** Deletes alarms: all that are named, or none when one of them does not exist. */
final class DeleteAlarms implements Action<DeleteAlarmsInput, Empty> {
    private final Store store;

    DeleteAlarms(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteAlarmsInput, Empty> operation() {
        return CloudwatchOperations.DELETE_ALARMS;
    }

    @Override
    public List<String> resources(DeleteAlarmsInput input, RequestContext context) {
        return Alarms.arns(context, input.alarmNames());
    }

    @Override
    public Empty handle(DeleteAlarmsInput input, RequestContext context) {
        return store.transact(tx -> {
            for (String name : Set.copyOf(input.alarmNames())) {
                MetricAlarm alarm = Alarms.named(tx, name);
                tx.delete(CloudWatchTables.ALARMS, alarm.name());
                AlarmChanges.record(
                        tx,
                        alarm.name(),
                        AlarmHistoryItem.Type.CONFIGURATION_UPDATE,
                        "Alarm \"" + alarm.name() + "\" deleted",
                        "{\"version\":\"1.0\",\"type\":\"Delete\"}",
                        context.now());
            }
            return Empty.VALUE;
        });
    }
}
