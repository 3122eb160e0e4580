package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListInstanceProfileTagsRequest;
import io.moorage.awsmodels.iam.ListInstanceProfileTagsResponse;
import io.moorage.awsmodels.iam.Tag;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Shows the tags of an instance profile. */
final class ListInstanceProfileTags implements Action<ListInstanceProfileTagsRequest, ListInstanceProfileTagsResponse> {
    private final Store store;

    ListInstanceProfileTags(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListInstanceProfileTagsRequest, ListInstanceProfileTagsResponse> operation() {
        return IamOperations.LIST_INSTANCE_PROFILE_TAGS;
    }

    @Override
    public List<String> resources(ListInstanceProfileTagsRequest input, RequestContext context) {
        return Lookup.instanceProfileArn(store.view(), context, input.instanceProfileName());
    }

    @Override
    public ListInstanceProfileTagsResponse handle(ListInstanceProfileTagsRequest input, RequestContext context) {
        Page<Tag> page = Tags.page(
                Lookup.instanceProfile(store.view(), input.instanceProfileName())
                        .tags(),
                input.marker(),
                input.maxItems());
        return ListInstanceProfileTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
