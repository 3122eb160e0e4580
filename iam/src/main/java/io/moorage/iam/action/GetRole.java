package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetRoleRequest;
import io.moorage.awsmodels.iam.GetRoleResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.Store;
import java.util.List;

/** Shows a role with its trust policy. */
final class GetRole implements Action<GetRoleRequest, GetRoleResponse> {
    private final Store store;

    GetRole(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetRoleRequest, GetRoleResponse> operation() {
        return IamOperations.GET_ROLE;
    }

    @Override
    public List<String> resources(GetRoleRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public GetRoleResponse handle(GetRoleRequest input, RequestContext context) {

        return GetRoleResponse.builder()
                .role(Shapes.of(Lookup.role(store.view(), input.roleName())))
                .build();
    }
}
