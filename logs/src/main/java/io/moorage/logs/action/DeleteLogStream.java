package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.DeleteLogStreamRequest;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.model.logs.LogGroup;
import io.moorage.store.LogsTables;
import java.util.List;

/** Deletes a stream and its events, whose files go a little later. */
record DeleteLogStream(Logs logs) implements Action<DeleteLogStreamRequest, Empty> {
    @Override
    public Operation<DeleteLogStreamRequest, Empty> operation() {
        return LogsOperations.DELETE_LOG_STREAM;
    }

    @Override
    public List<String> resources(DeleteLogStreamRequest input, RequestContext context) {
        return List.of(Logs.streamArn(context, input.logGroupName(), input.logStreamName()));
    }

    @Override
    public Empty handle(DeleteLogStreamRequest input, RequestContext context) {
        return logs.store().transact(tx -> {
            LogGroup group = Logs.group(tx, input.logGroupName());
            tx.delete(
                    LogsTables.STREAMS,
                    Logs.stream(tx, group.name(), input.logStreamName()).key());
            return Empty.VALUE;
        });
    }
}
