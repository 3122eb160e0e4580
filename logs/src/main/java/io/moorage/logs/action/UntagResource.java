package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.awsmodels.logs.UntagResourceRequest;
import java.util.List;
import java.util.Map;

/** Takes tags from a group. */
record UntagResource(Logs logs) implements Action<UntagResourceRequest, Empty> {
    @Override
    public Operation<UntagResourceRequest, Empty> operation() {
        return LogsOperations.UNTAG_RESOURCE;
    }

    @Override
    public List<String> resources(UntagResourceRequest input, RequestContext context) {
        return List.of(input.resourceArn());
    }

    @Override
    public Empty handle(UntagResourceRequest input, RequestContext context) {
        GroupTags.remove(logs, Logs.nameOf(input.resourceArn()), input.tagKeys());
        return Empty.VALUE;
    }

    @Override
    public Map<String, List<String>> conditions(UntagResourceRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }
}
