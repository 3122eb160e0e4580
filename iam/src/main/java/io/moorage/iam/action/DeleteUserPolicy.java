package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteUserPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Removes a policy embedded in a user. */
final class DeleteUserPolicy implements Action<DeleteUserPolicyRequest, Empty> {
    private final Store store;

    DeleteUserPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteUserPolicyRequest, Empty> operation() {
        return IamOperations.DELETE_USER_POLICY;
    }

    @Override
    public List<String> resources(DeleteUserPolicyRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public Map<String, List<String>> conditions(DeleteUserPolicyRequest input, RequestContext context) {
        return Boundaries.keyOf(
                store.view().find(IamTables.USERS, input.userName()).flatMap(User::permissionsBoundary), Map.of());
    }

    @Override
    public Empty handle(DeleteUserPolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            Holders.USERS.delete(tx, input.userName(), input.policyName());
            return Empty.VALUE;
        });
    }
}
