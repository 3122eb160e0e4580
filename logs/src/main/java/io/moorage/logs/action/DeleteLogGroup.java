package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.DeleteLogGroupRequest;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.model.logs.LogGroup;
import io.moorage.store.LogsTables;
import java.util.List;

/** Deletes a group with its streams and their events, whose files go a little later. */
record DeleteLogGroup(Logs logs) implements Action<DeleteLogGroupRequest, Empty> {
    @Override
    public Operation<DeleteLogGroupRequest, Empty> operation() {
        return LogsOperations.DELETE_LOG_GROUP;
    }

    @Override
    public List<String> resources(DeleteLogGroupRequest input, RequestContext context) {
        return Logs.permitted(context, input.logGroupName());
    }

    @Override
    public Empty handle(DeleteLogGroupRequest input, RequestContext context) {
        return logs.store().transact(tx -> {
            LogGroup group = Logs.group(tx, input.logGroupName());
            List.copyOf(Logs.streams(tx, group.name())).forEach(each -> tx.delete(LogsTables.STREAMS, each.key()));
            tx.delete(LogsTables.GROUPS, group.name());
            return Empty.VALUE;
        });
    }
}
