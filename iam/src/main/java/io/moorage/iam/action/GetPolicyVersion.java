package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetPolicyVersionRequest;
import io.moorage.awsmodels.iam.GetPolicyVersionResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PolicyVersion;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.store.Store;
import java.util.List;

/** Shows a managed policy's document; a policy has its default version only. */
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
        if (!policy.versionId().equals(input.versionId())) {
            throw Refusal.noSuchEntity("Policy " + policy.arn() + " version " + input.versionId()
                    + " does not exist or is not attachable.");
        }
        return GetPolicyVersionResponse.builder()
                .policyVersion(PolicyVersion.builder()
                        .document(Documents.encoded(policy.document()))
                        .versionId(policy.versionId())
                        .isDefaultVersion(true)
                        .createDate(policy.updated())
                        .build())
                .build();
    }
}
