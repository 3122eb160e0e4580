package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListRolePoliciesRequest;
import io.moorage.awsmodels.iam.ListRolePoliciesResponse;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Names the policies embedded in a role. */
final class ListRolePolicies implements Action<ListRolePoliciesRequest, ListRolePoliciesResponse> {
    private final Store store;

    ListRolePolicies(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListRolePoliciesRequest, ListRolePoliciesResponse> operation() {
        return IamOperations.LIST_ROLE_POLICIES;
    }

    @Override
    public List<String> resources(ListRolePoliciesRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public ListRolePoliciesResponse handle(ListRolePoliciesRequest input, RequestContext context) {
        Page<String> page = Holders.ROLES.inline(store.view(), input.roleName(), input.marker(), input.maxItems());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
