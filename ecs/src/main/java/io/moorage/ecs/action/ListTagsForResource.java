package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListTagsForResourceRequest;
import io.moorage.awsmodels.ecs.ListTagsForResourceResponse;
import io.moorage.ecs.shape.Tags;

/** {@code API_ListTagsForResource}: in the order of their keys. */
public final class ListTagsForResource implements Action<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    private final Ecs ecs;

    public ListTagsForResource(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> operation() {
        return EcsOperations.LIST_TAGS_FOR_RESOURCE;
    }

    @Override
    public ListTagsForResourceResponse handle(ListTagsForResourceRequest request, RequestContext context) {
        return new ListTagsForResourceResponse(
                Tags.write(Tagged.read(ecs.store().view(), request.resourceArn())));
    }
}
