package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteUserPermissionsBoundaryRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return Boundaries.keyOf(
                store.view().find(IamTables.USERS, input.userName()).flatMap(User::permissionsBoundary), Map.of());
    }

    @Override
    public Empty handle(DeleteUserPermissionsBoundaryRequest input, RequestContext context) {
        return store.transact(tx -> {
            User found = Holders.USERS.changeable(tx, input.userName());
            if (found.permissionsBoundary().isEmpty()) {
                throw Refusal.noSuchEntity(
                        "The user with name " + input.userName() + " does not have a permissions boundary.");
            }
            tx.update(IamTables.USERS, found.withPermissionsBoundary(Optional.empty()));
            return Empty.VALUE;
        });
    }
}
