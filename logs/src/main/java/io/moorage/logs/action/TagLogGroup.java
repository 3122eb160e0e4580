package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.logs.TagLogGroupRequest;
import java.util.List;
import java.util.Map;

/** Adds or overwrites tags of a group, as older clients ask it. */
record TagLogGroup(Logs logs) implements Action<TagLogGroupRequest, Empty> {
    @Override
    public Operation<TagLogGroupRequest, Empty> operation() {
        return LogsOperations.TAG_LOG_GROUP;
    }

    @Override
    public List<String> resources(TagLogGroupRequest input, RequestContext context) {
        return Logs.permitted(context, input.logGroupName());
    }

    @Override
    public Empty handle(TagLogGroupRequest input, RequestContext context) {
        GroupTags.add(logs, input.logGroupName(), input.tags(), context);
        return Empty.VALUE;
    }

    @Override
    public Map<String, List<String>> conditions(TagLogGroupRequest input, RequestContext context) {
        return TagConditions.requested(input.tags());
    }
}
