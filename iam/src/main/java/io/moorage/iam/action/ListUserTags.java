package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListUserTagsRequest;
import io.moorage.awsmodels.iam.ListUserTagsResponse;
import io.moorage.awsmodels.iam.Tag;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Shows the tags of a user. */
final class ListUserTags implements Action<ListUserTagsRequest, ListUserTagsResponse> {
    private final Store store;

    ListUserTags(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListUserTagsRequest, ListUserTagsResponse> operation() {
        return IamOperations.LIST_USER_TAGS;
    }

    @Override
    public List<String> resources(ListUserTagsRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public ListUserTagsResponse handle(ListUserTagsRequest input, RequestContext context) {
        Page<Tag> page =
                Tags.page(Lookup.user(store.view(), input.userName()).tags(), input.marker(), input.maxItems());
        return ListUserTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
