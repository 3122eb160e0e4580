package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.ListTagsForResourceRequest;
import io.moorage.awsmodels.efs.ListTagsForResourceResponse;
import io.moorage.awsmodels.efs.Tag;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Shows a resource's tags. */
final class ListTagsForResource implements Action<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    private final Store store;

    ListTagsForResource(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> operation() {
        return EfsOperations.LIST_TAGS_FOR_RESOURCE;
    }

    @Override
    public List<String> resources(ListTagsForResourceRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.resourceId()));
    }

    @Override
    public ListTagsForResourceResponse handle(ListTagsForResourceRequest input, RequestContext context) {

        Page<Tag> page = Lookup.page(
                Tags.shapes(TaggedResources.tags(context, store.view(), input.resourceId())),
                Tag::key,
                input.nextToken(),
                input.maxResults());
        return ListTagsForResourceResponse.builder()
                .tags(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
