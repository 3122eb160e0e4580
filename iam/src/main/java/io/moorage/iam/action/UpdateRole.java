package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UpdateRoleRequest;
import io.moorage.awsmodels.iam.UpdateRoleResponse;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Changes a role's description and how long its sessions may last. */
final class UpdateRole implements Action<UpdateRoleRequest, UpdateRoleResponse> {
    private final Store store;

    UpdateRole(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UpdateRoleRequest, UpdateRoleResponse> operation() {
        return IamOperations.UPDATE_ROLE;
    }

    @Override
    public List<String> resources(UpdateRoleRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public UpdateRoleResponse handle(UpdateRoleRequest input, RequestContext context) {
        return store.transact(tx -> {
            Role role = Holders.ROLES.changeable(tx, input.roleName());
            if (input.description() != null) {
                role = role.withDescription(Optional.of(input.description()));
            }
            if (input.maxSessionDuration() != null) {
                role = role.withMaxSession(Duration.ofSeconds(input.maxSessionDuration()));
            }
            tx.update(IamTables.ROLES, role);
            return UpdateRoleResponse.builder().build();
        });
    }
}
