package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.logs.TagResourceRequest;
import java.util.List;
import java.util.Map;

/** Adds or overwrites tags of a group. */
record TagResource(Logs logs) implements Action<TagResourceRequest, Empty> {
    @Override
    public Operation<TagResourceRequest, Empty> operation() {
        return LogsOperations.TAG_RESOURCE;
    }

    @Override
    public List<String> resources(TagResourceRequest input, RequestContext context) {
        return List.of(input.resourceArn());
    }

    @Override
    public Empty handle(TagResourceRequest input, RequestContext context) {
        GroupTags.add(logs, Logs.nameOf(input.resourceArn()), input.tags(), context);
        return Empty.VALUE;
    }

    @Override
    public Map<String, List<String>> conditions(TagResourceRequest input, RequestContext context) {
        return TagConditions.requested(input.tags());
    }
}
