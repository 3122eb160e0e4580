package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetRolePolicyRequest;
import io.moorage.awsmodels.iam.GetRolePolicyResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.Role;
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
        return Lookup.roleArn(store.view(), context, input.roleName());
    }

    @Override
    public GetRolePolicyResponse handle(GetRolePolicyRequest input, RequestContext context) {

        Role role = Lookup.role(store.view(), input.roleName());
        String document = role.policies().inline().get(input.policyName());
        if (document == null) {
            throw Refusal.noSuchEntity("The role policy with name " + input.policyName() + " cannot be found.");
        }
        return GetRolePolicyResponse.builder()
                .roleName(role.name())
                .policyName(input.policyName())
                .policyDocument(Documents.encoded(document))
                .build();
    }
}
