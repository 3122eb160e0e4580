package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.DeleteRetentionPolicyRequest;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.store.LogsTables;
import java.util.List;
import java.util.Optional;

/** Events of the group do not expire any more. */
record DeleteRetentionPolicy(Logs logs) implements Action<DeleteRetentionPolicyRequest, Empty> {
    @Override
    public Operation<DeleteRetentionPolicyRequest, Empty> operation() {
        return LogsOperations.DELETE_RETENTION_POLICY;
    }

    @Override
    public List<String> resources(DeleteRetentionPolicyRequest input, RequestContext context) {
        return Logs.permitted(context, input.logGroupName());
    }

    @Override
    public Empty handle(DeleteRetentionPolicyRequest input, RequestContext context) {
        return logs.store().transact(tx -> {
            tx.update(LogsTables.GROUPS, Logs.group(tx, input.logGroupName()).withRetention(Optional.empty()));
            return Empty.VALUE;
        });
    }
}
