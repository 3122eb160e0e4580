package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteUserRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Removes a user that has no policies and no keys. */
final class DeleteUser implements Action<DeleteUserRequest, Empty> {
    private final Store store;

    DeleteUser(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteUserRequest, Empty> operation() {
        return IamOperations.DELETE_USER;
    }

    @Override
    public List<String> resources(DeleteUserRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public Empty handle(DeleteUserRequest input, RequestContext context) {

        return store.transact(tx -> {
            User user = Lookup.user(tx, input.userName());
            if (!tx.by(IamTables.ACCESS_KEYS, IamTables.ACCESS_KEYS_BY_USER, user.name())
                    .isEmpty()) {
                throw Refusal.deleteConflict("Cannot delete entity, must delete access keys first.");
            }
            if (!Lookup.groupsOf(tx, user.name()).isEmpty()) {
                throw Refusal.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            Holders.USERS.refuseWithPolicies(user);
            tx.delete(IamTables.USERS, user.name());
            return Empty.VALUE;
        });
    }
}
