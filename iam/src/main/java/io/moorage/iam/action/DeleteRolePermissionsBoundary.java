package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteRolePermissionsBoundaryRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Lets the permissions of a role be those of its policies again. */
final class DeleteRolePermissionsBoundary implements Action<DeleteRolePermissionsBoundaryRequest, Empty> {
    private final Store store;

    DeleteRolePermissionsBoundary(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteRolePermissionsBoundaryRequest, Empty> operation() {
        return IamOperations.DELETE_ROLE_PERMISSIONS_BOUNDARY;
    }

    @Override
    public List<String> resources(DeleteRolePermissionsBoundaryRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Map<String, List<String>> conditions(DeleteRolePermissionsBoundaryRequest input, RequestContext context) {
        return Bounded.ROLES.key(store.view(), input.roleName());
    }

    @Override
    public Empty handle(DeleteRolePermissionsBoundaryRequest input, RequestContext context) {
        Bounded.ROLES.delete(store, input.roleName());
        return Empty.VALUE;
    }
}
