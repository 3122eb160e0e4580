package io.moorage.cloudwatch.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.SetAlarmStateInput;
import io.moorage.cloudwatch.AlarmChanges;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.store.Store;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts an alarm into a state until it is evaluated the next time, with all that follows from the state. */
final class SetAlarmState implements Action<SetAlarmStateInput, Empty> {
    private final Store store;

    SetAlarmState(Store store) {
        this.store = store;
    }

    @Override
    public Operation<SetAlarmStateInput, Empty> operation() {
        return CloudwatchOperations.SET_ALARM_STATE;
    }

    @Override
    public List<String> resources(SetAlarmStateInput input, RequestContext context) {
        return List.of(Alarms.arn(context, input.alarmName()));
    }

    @Override
    public Empty handle(SetAlarmStateInput input, RequestContext context) {
        requireJson(input.stateReasonData());
        return store.transact(tx -> {
            AlarmChanges.enter(
                    tx,
                    Alarms.named(tx, input.alarmName()),
                    AlarmState.valueOf(input.stateValue()),
                    input.stateReason(),
                    Optional.ofNullable(input.stateReasonData()),
                    context.now());
            return Empty.VALUE;
        });
    }

    private static void requireJson(@Nullable String data) {
        try {
            if (data != null && !new JsonMapper().readTree(data).isContainerNode()) {
                throw notJson();
            }
        } catch (JsonProcessingException e) {
            throw notJson();
        }
    }

    private static AwsException notJson() {
        return new AwsException(CloudwatchOperations.ERROR_INVALID_FORMAT_FAULT, "StateReasonData must be JSON.");
    }
}
