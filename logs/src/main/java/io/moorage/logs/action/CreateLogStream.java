package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.CreateLogStreamRequest;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.model.logs.LogGroup;
import io.moorage.model.logs.LogStream;
import io.moorage.store.LogsTables;
import java.util.List;

/** A stream without events. */
record CreateLogStream(Logs logs) implements Action<CreateLogStreamRequest, Empty> {
    @Override
    public Operation<CreateLogStreamRequest, Empty> operation() {
        return LogsOperations.CREATE_LOG_STREAM;
    }

    @Override
    public List<String> resources(CreateLogStreamRequest input, RequestContext context) {
        return List.of(Logs.streamArn(context, input.logGroupName(), input.logStreamName()));
    }

    @Override
    public Empty handle(CreateLogStreamRequest input, RequestContext context) {
        return logs.store().transact(tx -> {
            LogGroup group = Logs.group(tx, input.logGroupName());
            LogStream stream = new LogStream(group.name(), input.logStreamName(), logs.newId(), context.now());
            if (tx.find(LogsTables.STREAMS, stream.key()).isPresent()) {
                throw Logs.exists("log stream");
            }
            tx.insert(LogsTables.STREAMS, stream);
            return Empty.VALUE;
        });
    }
}
