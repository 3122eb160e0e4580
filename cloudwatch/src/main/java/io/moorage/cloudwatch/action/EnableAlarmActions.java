package io.moorage.cloudwatch.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.EnableAlarmActionsInput;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import java.util.List;

/** Has alarms carry out their actions again. Names that no alarm has are passed over, as CloudWatch does. */
final class EnableAlarmActions implements Action<EnableAlarmActionsInput, Empty> {
    private final Store store;

    EnableAlarmActions(Store store) {
        this.store = store;
    }

    @Override
    public Operation<EnableAlarmActionsInput, Empty> operation() {
        return CloudwatchOperations.ENABLE_ALARM_ACTIONS;
    }

    @Override
    public List<String> resources(EnableAlarmActionsInput input, RequestContext context) {
        return Alarms.arns(context, input.alarmNames());
    }

    @Override
    public Empty handle(EnableAlarmActionsInput input, RequestContext context) {
        return store.transact(tx -> {
            for (String name : input.alarmNames()) {
                tx.find(CloudWatchTables.ALARMS, name)
                        .filter(alarm -> alarm.actions().enabled() != true)
                        .ifPresent(alarm -> tx.update(CloudWatchTables.ALARMS, alarm.withActionsEnabled(true)));
            }
            return Empty.VALUE;
        });
    }
}
