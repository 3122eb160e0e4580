package io.moorage.logs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.logs.ListTagsForResourceRequest;
import io.moorage.awsmodels.logs.ListTagsForResourceResponse;
import io.moorage.awsmodels.logs.LogsOperations;
import java.util.List;

/** Shows the tags of a group. */
record ListTagsForResource(Logs logs) implements Action<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    @Override
    public Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> operation() {
        return LogsOperations.LIST_TAGS_FOR_RESOURCE;
    }

    @Override
    public List<String> resources(ListTagsForResourceRequest input, RequestContext context) {
        return List.of(input.resourceArn());
    }

    @Override
    public ListTagsForResourceResponse handle(ListTagsForResourceRequest input, RequestContext context) {
        return new ListTagsForResourceResponse(
                Logs.group(logs.view(), Logs.nameOf(input.resourceArn())).tags());
    }
}
