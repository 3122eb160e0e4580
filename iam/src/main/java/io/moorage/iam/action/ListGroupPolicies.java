package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListGroupPoliciesRequest;
import io.moorage.awsmodels.iam.ListGroupPoliciesResponse;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Names the policies embedded in a group. */
final class ListGroupPolicies implements Action<ListGroupPoliciesRequest, ListGroupPoliciesResponse> {
    private final Store store;

    ListGroupPolicies(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListGroupPoliciesRequest, ListGroupPoliciesResponse> operation() {
        return IamOperations.LIST_GROUP_POLICIES;
    }

    @Override
    public List<String> resources(ListGroupPoliciesRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public ListGroupPoliciesResponse handle(ListGroupPoliciesRequest input, RequestContext context) {
        Page<String> page = Holders.GROUPS.inline(store.view(), input.groupName(), input.marker(), input.maxItems());
        return ListGroupPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
