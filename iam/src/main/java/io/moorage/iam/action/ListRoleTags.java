package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListRoleTagsRequest;
import io.moorage.awsmodels.iam.ListRoleTagsResponse;
import io.moorage.awsmodels.iam.Tag;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Shows the tags of a role. */
final class ListRoleTags implements Action<ListRoleTagsRequest, ListRoleTagsResponse> {
    private final Store store;

    ListRoleTags(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListRoleTagsRequest, ListRoleTagsResponse> operation() {
        return IamOperations.LIST_ROLE_TAGS;
    }

    @Override
    public List<String> resources(ListRoleTagsRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public ListRoleTagsResponse handle(ListRoleTagsRequest input, RequestContext context) {
        Page<Tag> page =
                Tags.page(Lookup.role(store.view(), input.roleName()).tags(), input.marker(), input.maxItems());
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
