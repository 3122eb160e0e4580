package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.CreateLogGroupRequest;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.model.logs.LogGroup;
import io.moorage.store.LogsTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log group whose events never expire, until a retention policy is put. */
record CreateLogGroup(Logs logs) implements Action<CreateLogGroupRequest, Empty> {
    @Override
    public Operation<CreateLogGroupRequest, Empty> operation() {
        return LogsOperations.CREATE_LOG_GROUP;
    }

    @Override
    public List<String> resources(CreateLogGroupRequest input, RequestContext context) {
        return Logs.permitted(context, input.logGroupName());
    }

    @Override
    public Empty handle(CreateLogGroupRequest input, RequestContext context) {
        if (input.logGroupName().startsWith("aws/")) {
            throw Refusal.invalid("Log groups starting with AWS/ are reserved for AWS.");
        }
        if (input.kmsKeyId() != null) {
            throw Refusal.unsupported("encryption by KMS (kmsKeyId)");
        }
        if (input.logGroupClass() != null && !input.logGroupClass().equals("STANDARD")) {
            throw Refusal.unsupported("the log group class " + input.logGroupClass());
        }
        return logs.store().transact(tx -> {
            if (tx.find(LogsTables.GROUPS, input.logGroupName()).isPresent()) {
                throw Logs.exists("log group");
            }
            tx.insert(
                    LogsTables.GROUPS,
                    new LogGroup(
                            input.logGroupName(),
                            logs.newId(),
                            context.now(),
                            Optional.empty(),
                            GroupTags.added(Map.of(), input.tags(), context)));
            return Empty.VALUE;
        });
    }

    @Override
    public Map<String, List<String>> conditions(CreateLogGroupRequest input, RequestContext context) {
        return TagConditions.requested(input.tags());
    }
}
