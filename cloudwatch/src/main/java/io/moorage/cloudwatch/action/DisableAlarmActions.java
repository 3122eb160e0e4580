package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DisableAlarmActionsInput;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import java.util.List;

/** Keeps alarms from carrying out their actions. Names that no alarm has are passed over, as CloudWatch does. */
final class DisableAlarmActions implements Action<DisableAlarmActionsInput, Empty> {
    private final Store store;

    DisableAlarmActions(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DisableAlarmActionsInput, Empty> operation() {
        return CloudwatchOperations.DISABLE_ALARM_ACTIONS;
    }

    @Override
    public List<String> resources(DisableAlarmActionsInput input, RequestContext context) {
        return Alarms.arns(context, input.alarmNames());
    }

    @Override
    public Empty handle(DisableAlarmActionsInput input, RequestContext context) {
        return store.transact(tx -> {
            for (String name : input.alarmNames()) {
                tx.find(CloudWatchTables.ALARMS, name)
                        .filter(alarm -> alarm.actions().enabled() != false)
                        .ifPresent(alarm -> tx.update(CloudWatchTables.ALARMS, alarm.withActionsEnabled(false)));
            }
            return Empty.VALUE;
        });
    }
}
