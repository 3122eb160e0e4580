package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutRolePermissionsBoundaryRequest;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Sets the managed policy that the permissions of a role must lie within. */
final class PutRolePermissionsBoundary implements Action<PutRolePermissionsBoundaryRequest, Empty> {
    private final Store store;
    private final AwsManagedPolicies managed;

    PutRolePermissionsBoundary(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<PutRolePermissionsBoundaryRequest, Empty> operation() {
        return IamOperations.PUT_ROLE_PERMISSIONS_BOUNDARY;
    }

    @Override
    public List<String> resources(PutRolePermissionsBoundaryRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Map<String, List<String>> conditions(PutRolePermissionsBoundaryRequest input, RequestContext context) {
        return Boundaries.key(input.permissionsBoundary());
    }

    @Override
    public Empty handle(PutRolePermissionsBoundaryRequest input, RequestContext context) {
        Bounded.ROLES.put(store, managed, input.roleName(), input.permissionsBoundary());
        return Empty.VALUE;
    }
}
