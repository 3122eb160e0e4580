package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteInstanceProfileRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Removes an instance profile that has no role. */
final class DeleteInstanceProfile implements Action<DeleteInstanceProfileRequest, Empty> {
    private final Store store;

    DeleteInstanceProfile(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteInstanceProfileRequest, Empty> operation() {
        return IamOperations.DELETE_INSTANCE_PROFILE;
    }

    @Override
    public List<String> resources(DeleteInstanceProfileRequest input, RequestContext context) {
        return Lookup.instanceProfileArn(store.view(), context, input.instanceProfileName());
    }

    @Override
    public Empty handle(DeleteInstanceProfileRequest input, RequestContext context) {

        return store.transact(tx -> {
            InstanceProfile profile = Lookup.instanceProfile(tx, input.instanceProfileName());
            if (profile.roleName().isPresent()) {
                throw Refusal.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            tx.delete(IamTables.INSTANCE_PROFILES, profile.name());
            return Empty.VALUE;
        });
    }
}
