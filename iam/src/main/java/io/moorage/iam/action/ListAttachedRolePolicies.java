package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AttachedPolicy;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListAttachedRolePoliciesRequest;
import io.moorage.awsmodels.iam.ListAttachedRolePoliciesResponse;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Names the managed policies attached to a role. */
final class ListAttachedRolePolicies
        implements Action<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> {
    private final Store store;

    ListAttachedRolePolicies(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> operation() {
        return IamOperations.LIST_ATTACHED_ROLE_POLICIES;
    }

    @Override
    public List<String> resources(ListAttachedRolePoliciesRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public ListAttachedRolePoliciesResponse handle(ListAttachedRolePoliciesRequest input, RequestContext context) {
        Page<AttachedPolicy> page = Holders.ROLES.attached(
                store.view(), input.roleName(), input.pathPrefix(), input.marker(), input.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
