package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DetachUserPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Takes a managed policy off a user. */
final class DetachUserPolicy implements Action<DetachUserPolicyRequest, Empty> {
    private final Store store;

    DetachUserPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DetachUserPolicyRequest, Empty> operation() {
        return IamOperations.DETACH_USER_POLICY;
    }

    @Override
    public List<String> resources(DetachUserPolicyRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public Map<String, List<String>> conditions(DetachUserPolicyRequest input, RequestContext context) {
        return Boundaries.keyOf(
                store.view().find(IamTables.USERS, input.userName()).flatMap(User::permissionsBoundary),
                Map.of("iam:PolicyARN", List.of(input.policyArn())));
    }

    @Override
    public Empty handle(DetachUserPolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            Holders.USERS.detach(tx, input.userName(), input.policyArn());
            return Empty.VALUE;
        });
    }
}
