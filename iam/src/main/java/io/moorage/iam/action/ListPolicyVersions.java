package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListPolicyVersionsRequest;
import io.moorage.awsmodels.iam.ListPolicyVersionsResponse;
import io.moorage.base.Page;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.PolicyVersion;
import io.moorage.store.Store;
import java.util.List;

/** Shows the versions of a managed policy, without their documents. */
final class ListPolicyVersions implements Action<ListPolicyVersionsRequest, ListPolicyVersionsResponse> {
    private final Store store;
    private final AwsManagedPolicies managed;

    ListPolicyVersions(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<ListPolicyVersionsRequest, ListPolicyVersionsResponse> operation() {
        return IamOperations.LIST_POLICY_VERSIONS;
    }

    @Override
    public List<String> resources(ListPolicyVersionsRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public ListPolicyVersionsResponse handle(ListPolicyVersionsRequest input, RequestContext context) {
        ManagedPolicy policy = Lookup.policy(store.view(), managed, input.policyArn());
        Page<PolicyVersion> page = Lookup.page(policy.versions(), PolicyVersion::id, input.marker(), input.maxItems());
        return ListPolicyVersionsResponse.builder()
                .versions(page.map(version ->
                                Shapes.of(version, policy).document(null).build())
                        .items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
