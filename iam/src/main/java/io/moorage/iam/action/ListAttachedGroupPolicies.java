package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AttachedPolicy;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListAttachedGroupPoliciesRequest;
import io.moorage.awsmodels.iam.ListAttachedGroupPoliciesResponse;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Names the managed policies attached to a group. */
final class ListAttachedGroupPolicies
        implements Action<ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse> {
    private final Store store;

    ListAttachedGroupPolicies(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse> operation() {
        return IamOperations.LIST_ATTACHED_GROUP_POLICIES;
    }

    @Override
    public List<String> resources(ListAttachedGroupPoliciesRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public ListAttachedGroupPoliciesResponse handle(ListAttachedGroupPoliciesRequest input, RequestContext context) {
        Page<AttachedPolicy> page = Holders.GROUPS.attached(
                store.view(), input.groupName(), input.pathPrefix(), input.marker(), input.maxItems());
        return ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
