package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.RemoveRoleFromInstanceProfileRequest;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Optional;

/** Takes its role from an instance profile. */
final class RemoveRoleFromInstanceProfile implements Action<RemoveRoleFromInstanceProfileRequest, Empty> {
    private final Store store;

    RemoveRoleFromInstanceProfile(Store store) {
        this.store = store;
    }

    @Override
    public Operation<RemoveRoleFromInstanceProfileRequest, Empty> operation() {
        return IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE;
    }

    @Override
    public List<String> resources(RemoveRoleFromInstanceProfileRequest input, RequestContext context) {
        return Lookup.instanceProfileArn(store.view(), context, input.instanceProfileName());
    }

    @Override
    public Empty handle(RemoveRoleFromInstanceProfileRequest input, RequestContext context) {

        return store.transact(tx -> {
            InstanceProfile profile = Lookup.instanceProfile(tx, input.instanceProfileName());
            if (profile.roleName().filter(input.roleName()::equals).isEmpty()) {
                throw Refusal.noSuchEntity("The role with name " + input.roleName() + " cannot be found.");
            }
            tx.update(IamTables.INSTANCE_PROFILES, profile.withRole(Optional.empty()));
            return Empty.VALUE;
        });
    }
}
