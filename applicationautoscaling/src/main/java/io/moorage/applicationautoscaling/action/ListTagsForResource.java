package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.ListTagsForResourceRequest;
import io.moorage.awsmodels.applicationautoscaling.ListTagsForResourceResponse;

/** {@code API_ListTagsForResource}. */
record ListTagsForResource(ApplicationAutoScaling scaling)
        implements TaggedTargets<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    @Override
    public Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> operation() {
        return ApplicationautoscalingOperations.LIST_TAGS_FOR_RESOURCE;
    }

    @Override
    public String arn(ListTagsForResourceRequest input) {
        return input.resourceARN();
    }

    @Override
    public ListTagsForResourceResponse handle(ListTagsForResourceRequest input, RequestContext context) {
        return new ListTagsForResourceResponse(
                TaggedTargets.named(scaling.view(), input.resourceARN()).tags());
    }
}
