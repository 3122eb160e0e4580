package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UpdateRoleDescriptionRequest;
import io.moorage.awsmodels.iam.UpdateRoleDescriptionResponse;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Optional;

/** Changes a role's description, also of a service-linked role. */
final class UpdateRoleDescription implements Action<UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse> {
    private final Store store;

    UpdateRoleDescription(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse> operation() {
        return IamOperations.UPDATE_ROLE_DESCRIPTION;
    }

    @Override
    public List<String> resources(UpdateRoleDescriptionRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public UpdateRoleDescriptionResponse handle(UpdateRoleDescriptionRequest input, RequestContext context) {
        return store.transact(tx -> {
            Role role = Lookup.role(tx, input.roleName()).withDescription(Optional.of(input.description()));
            tx.update(IamTables.ROLES, role);
            return UpdateRoleDescriptionResponse.builder().role(Shapes.of(role)).build();
        });
    }
}
