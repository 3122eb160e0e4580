package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteRolePolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Removes a policy embedded in a role. */
final class DeleteRolePolicy implements Action<DeleteRolePolicyRequest, Empty> {
    private final Store store;

    DeleteRolePolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteRolePolicyRequest, Empty> operation() {
        return IamOperations.DELETE_ROLE_POLICY;
    }

    @Override
    public List<String> resources(DeleteRolePolicyRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Map<String, List<String>> conditions(DeleteRolePolicyRequest input, RequestContext context) {
        return Boundaries.keyOf(
                store.view().find(IamTables.ROLES, input.roleName()).flatMap(Role::permissionsBoundary), Map.of());
    }

    @Override
    public Empty handle(DeleteRolePolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            Holders.ROLES.delete(tx, input.roleName(), input.policyName());
            return Empty.VALUE;
        });
    }
}
