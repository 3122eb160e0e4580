package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteRoleRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Removes a role that has no policies and is in no instance profile; its sessions end with it. */
final class DeleteRole implements Action<DeleteRoleRequest, Empty> {
    private final Store store;

    DeleteRole(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteRoleRequest, Empty> operation() {
        return IamOperations.DELETE_ROLE;
    }

    @Override
    public List<String> resources(DeleteRoleRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Empty handle(DeleteRoleRequest input, RequestContext context) {

        return store.transact(tx -> {
            Role role = Holders.ROLES.changeable(tx, input.roleName());
            if (!tx.by(IamTables.INSTANCE_PROFILES, IamTables.INSTANCE_PROFILES_BY_ROLE, role.name())
                    .isEmpty()) {
                throw Refusal.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            Holders.ROLES.refuseWithPolicies(role);
            tx.delete(IamTables.ROLES, role.name());
            return Empty.VALUE;
        });
    }
}
