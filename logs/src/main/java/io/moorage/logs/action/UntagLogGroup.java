package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.logs.UntagLogGroupRequest;
import java.util.List;
import java.util.Map;

/** Takes tags from a group, as older clients ask it. */
record UntagLogGroup(Logs logs) implements Action<UntagLogGroupRequest, Empty> {
    @Override
    public Operation<UntagLogGroupRequest, Empty> operation() {
        return LogsOperations.UNTAG_LOG_GROUP;
    }

    @Override
    public List<String> resources(UntagLogGroupRequest input, RequestContext context) {
        return Logs.permitted(context, input.logGroupName());
    }

    @Override
    public Empty handle(UntagLogGroupRequest input, RequestContext context) {
        GroupTags.remove(logs, input.logGroupName(), input.tags());
        return Empty.VALUE;
    }

    @Override
    public Map<String, List<String>> conditions(UntagLogGroupRequest input, RequestContext context) {
        return TagConditions.named(input.tags());
    }
}
