package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AttachedPolicy;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListAttachedUserPoliciesRequest;
import io.moorage.awsmodels.iam.ListAttachedUserPoliciesResponse;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Names the managed policies attached to a user. */
final class ListAttachedUserPolicies
        implements Action<ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse> {
    private final Store store;

    ListAttachedUserPolicies(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse> operation() {
        return IamOperations.LIST_ATTACHED_USER_POLICIES;
    }

    @Override
    public List<String> resources(ListAttachedUserPoliciesRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public ListAttachedUserPoliciesResponse handle(ListAttachedUserPoliciesRequest input, RequestContext context) {
        Page<AttachedPolicy> page = Holders.USERS.attached(
                store.view(), input.userName(), input.pathPrefix(), input.marker(), input.maxItems());
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
