package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteUserPermissionsBoundaryRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Lets the permissions of a user be those of its policies again. */
final class DeleteUserPermissionsBoundary implements Action<DeleteUserPermissionsBoundaryRequest, Empty> {
    private final Store store;

    DeleteUserPermissionsBoundary(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteUserPermissionsBoundaryRequest, Empty> operation() {
        return IamOperations.DELETE_USER_PERMISSIONS_BOUNDARY;
    }

    @Override
    public List<String> resources(DeleteUserPermissionsBoundaryRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public Map<String, List<String>> conditions(DeleteUserPermissionsBoundaryRequest input, RequestContext context) {
        return Bounded.USERS.key(store.view(), input.userName());
    }

    @Override
    public Empty handle(DeleteUserPermissionsBoundaryRequest input, RequestContext context) {
        Bounded.USERS.delete(store, input.userName());
        return Empty.VALUE;
    }
}
