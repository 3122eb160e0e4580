package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutUserPermissionsBoundaryRequest;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Sets the managed policy that the permissions of a user must lie within. */
final class PutUserPermissionsBoundary implements Action<PutUserPermissionsBoundaryRequest, Empty> {
    private final Store store;
    private final AwsManagedPolicies managed;

    PutUserPermissionsBoundary(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<PutUserPermissionsBoundaryRequest, Empty> operation() {
        return IamOperations.PUT_USER_PERMISSIONS_BOUNDARY;
    }

    @Override
    public List<String> resources(PutUserPermissionsBoundaryRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public Map<String, List<String>> conditions(PutUserPermissionsBoundaryRequest input, RequestContext context) {
        return Boundaries.key(input.permissionsBoundary());
    }

    @Override
    public Empty handle(PutUserPermissionsBoundaryRequest input, RequestContext context) {
        Bounded.USERS.put(store, managed, input.userName(), input.permissionsBoundary());
        return Empty.VALUE;
    }
}
