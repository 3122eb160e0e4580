package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListPolicyTagsRequest;
import io.moorage.awsmodels.iam.ListPolicyTagsResponse;
import io.moorage.awsmodels.iam.Tag;
import io.moorage.base.Page;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.Store;
import java.util.List;

/** Shows the tags of a managed policy. */
final class ListPolicyTags implements Action<ListPolicyTagsRequest, ListPolicyTagsResponse> {
    private final Store store;
    private final AwsManagedPolicies managed;

    ListPolicyTags(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<ListPolicyTagsRequest, ListPolicyTagsResponse> operation() {
        return IamOperations.LIST_POLICY_TAGS;
    }

    @Override
    public List<String> resources(ListPolicyTagsRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public ListPolicyTagsResponse handle(ListPolicyTagsRequest input, RequestContext context) {
        Page<Tag> page = Tags.page(
                Lookup.policy(store.view(), managed, input.policyArn()).tags(), input.marker(), input.maxItems());
        return ListPolicyTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
