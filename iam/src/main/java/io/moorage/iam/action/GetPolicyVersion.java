package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetPolicyVersionRequest;
import io.moorage.awsmodels.iam.GetPolicyVersionResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.store.Store;
import java.util.List;

/** Shows a version of a managed policy with its document. */
final class GetPolicyVersion implements Action<GetPolicyVersionRequest, GetPolicyVersionResponse> {
    private final Store store;
    private final AwsManagedPolicies managed;

    GetPolicyVersion(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<GetPolicyVersionRequest, GetPolicyVersionResponse> operation() {
        return IamOperations.GET_POLICY_VERSION;
    }

    @Override
    public List<String> resources(GetPolicyVersionRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public GetPolicyVersionResponse handle(GetPolicyVersionRequest input, RequestContext context) {
        ManagedPolicy policy = Lookup.policy(store.view(), managed, input.policyArn());
        return GetPolicyVersionResponse.builder()
                .policyVersion(Shapes.of(Lookup.version(policy, input.versionId()), policy)
                        .build())
                .build();
    }
}
