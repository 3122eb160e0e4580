package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteRolePermissionsBoundaryRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return Boundaries.keyOf(
                store.view().find(IamTables.ROLES, input.roleName()).flatMap(Role::permissionsBoundary), Map.of());
    }

    @Override
    public Empty handle(DeleteRolePermissionsBoundaryRequest input, RequestContext context) {
        return store.transact(tx -> {
            Role found = Holders.ROLES.changeable(tx, input.roleName());
            if (found.permissionsBoundary().isEmpty()) {
                throw Refusal.noSuchEntity(
                        "The role with name " + input.roleName() + " does not have a permissions boundary.");
            }
            tx.update(IamTables.ROLES, found.withPermissionsBoundary(Optional.empty()));
            return Empty.VALUE;
        });
    }
}
