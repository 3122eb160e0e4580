package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListUserPoliciesRequest;
import io.moorage.awsmodels.iam.ListUserPoliciesResponse;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Names the policies embedded in a user. */
final class ListUserPolicies implements Action<ListUserPoliciesRequest, ListUserPoliciesResponse> {
    private final Store store;

    ListUserPolicies(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListUserPoliciesRequest, ListUserPoliciesResponse> operation() {
        return IamOperations.LIST_USER_POLICIES;
    }

    @Override
    public List<String> resources(ListUserPoliciesRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public ListUserPoliciesResponse handle(ListUserPoliciesRequest input, RequestContext context) {
        Page<String> page = Holders.USERS.inline(store.view(), input.userName(), input.marker(), input.maxItems());
        return ListUserPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
