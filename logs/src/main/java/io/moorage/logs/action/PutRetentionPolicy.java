package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.logs.PutRetentionPolicyRequest;
import io.moorage.store.LogsTables;
import java.util.List;
import java.util.Optional;

/** Says how long events of a group are kept. */
record PutRetentionPolicy(Logs logs) implements Action<PutRetentionPolicyRequest, Empty> {
    @Override
    public Operation<PutRetentionPolicyRequest, Empty> operation() {
        return LogsOperations.PUT_RETENTION_POLICY;
    }

    @Override
    public List<String> resources(PutRetentionPolicyRequest input, RequestContext context) {
        return Logs.permitted(context, input.logGroupName());
    }

    @Override
    public Empty handle(PutRetentionPolicyRequest input, RequestContext context) {
        if (!DAYS.contains(input.retentionInDays())) {
            throw Refusal.invalid(
                    "Invalid retentionInDays: " + input.retentionInDays() + ". The valid values are " + DAYS);
        }
        return logs.store().transact(tx -> {
            tx.update(
                    LogsTables.GROUPS,
                    Logs.group(tx, input.logGroupName()).withRetention(Optional.of(input.retentionInDays())));
            return Empty.VALUE;
        });
    }

    /** API reference, {@code PutRetentionPolicy}. */
    private static final List<Integer> DAYS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);
}
