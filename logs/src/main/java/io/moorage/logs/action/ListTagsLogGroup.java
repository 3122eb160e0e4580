package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.ListTagsLogGroupRequest;
import io.moorage.awsmodels.logs.ListTagsLogGroupResponse;
import io.moorage.awsmodels.logs.LogsOperations;
import java.util.List;

/** Shows the tags of a group, as older clients ask it. */
record ListTagsLogGroup(Logs logs) implements Action<ListTagsLogGroupRequest, ListTagsLogGroupResponse> {
    @Override
    public Operation<ListTagsLogGroupRequest, ListTagsLogGroupResponse> operation() {
        return LogsOperations.LIST_TAGS_LOG_GROUP;
    }

    @Override
    public List<String> resources(ListTagsLogGroupRequest input, RequestContext context) {
        return Logs.permitted(context, input.logGroupName());
    }

    @Override
    public ListTagsLogGroupResponse handle(ListTagsLogGroupRequest input, RequestContext context) {
        return new ListTagsLogGroupResponse(
                Logs.group(logs.view(), input.logGroupName()).tags());
    }
}
