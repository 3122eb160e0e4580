package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.ListTagsForResourceRequest;
import io.moorage.awsmodels.sns.ListTagsForResourceResponse;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.store.Store;
import java.util.List;

/** Shows a topic's tags. */
final class ListTagsForResource implements Action<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    private final Store store;

    ListTagsForResource(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> operation() {
        return SnsOperations.LIST_TAGS_FOR_RESOURCE;
    }

    @Override
    public List<String> resources(ListTagsForResourceRequest input, RequestContext context) {
        return List.of(input.resourceArn());
    }

    @Override
    public ListTagsForResourceResponse handle(ListTagsForResourceRequest input, RequestContext context) {
        return ListTagsForResourceResponse.builder()
                .tags(Topics.shapes(
                        Topics.tagged(store.view(), input.resourceArn()).tags()))
                .build();
    }
}
