package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteServiceLinkedRoleRequest;
import io.moorage.awsmodels.iam.DeleteServiceLinkedRoleResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Removes a service-linked role, unless the service needs it, which the deletion's status tells. */
final class DeleteServiceLinkedRole implements Action<DeleteServiceLinkedRoleRequest, DeleteServiceLinkedRoleResponse> {
    private final Store store;

    DeleteServiceLinkedRole(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteServiceLinkedRoleRequest, DeleteServiceLinkedRoleResponse> operation() {
        return IamOperations.DELETE_SERVICE_LINKED_ROLE;
    }

    @Override
    public List<String> resources(DeleteServiceLinkedRoleRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public DeleteServiceLinkedRoleResponse handle(DeleteServiceLinkedRoleRequest input, RequestContext context) {
        return store.transact(tx -> {
            Role role = Lookup.role(tx, input.roleName());
            if (!role.isServiceLinked()) {
                throw Refusal.noSuchEntity("Role " + role.name() + " is not a service-linked role.");
            }
            String service = role.path()
                    .substring(Role.SERVICE_LINKED.length(), role.path().length() - 1);
            boolean needed = ServiceLinkedRoles.of(service)
                    .filter(kind -> !kind.inUse(tx).isEmpty())
                    .isPresent();
            if (!needed) {
                tx.delete(IamTables.ROLES, role.name());
            }
            return DeleteServiceLinkedRoleResponse.builder()
                    .deletionTaskId("task" + role.path() + role.name() + "/" + context.requestId())
                    .build();
        });
    }
}
