package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetRolePolicyRequest;
import io.moorage.awsmodels.iam.GetRolePolicyResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.Store;
import java.util.List;

/** Shows a policy embedded in a role. */
final class GetRolePolicy implements Action<GetRolePolicyRequest, GetRolePolicyResponse> {
    private final Store store;

    GetRolePolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetRolePolicyRequest, GetRolePolicyResponse> operation() {
        return IamOperations.GET_ROLE_POLICY;
    }

    @Override
    public List<String> resources(GetRolePolicyRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public GetRolePolicyResponse handle(GetRolePolicyRequest input, RequestContext context) {
        return GetRolePolicyResponse.builder()
                .roleName(input.roleName())
                .policyName(input.policyName())
                .policyDocument(Holders.ROLES.document(store.view(), input.roleName(), input.policyName()))
                .build();
    }
}
