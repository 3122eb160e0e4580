package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetPolicyRequest;
import io.moorage.awsmodels.iam.GetPolicyResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;

/** Shows a managed policy without its document. */
final class GetPolicy implements Action<GetPolicyRequest, GetPolicyResponse> {
    private final Store store;
    private final AwsManagedPolicies managed;

    GetPolicy(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<GetPolicyRequest, GetPolicyResponse> operation() {
        return IamOperations.GET_POLICY;
    }

    @Override
    public List<String> resources(GetPolicyRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public GetPolicyResponse handle(GetPolicyRequest input, RequestContext context) {

        ReadView view = store.view();
        return GetPolicyResponse.builder()
                .policy(Shapes.of(Lookup.policy(view, managed, input.policyArn()), view))
                .build();
    }
}
