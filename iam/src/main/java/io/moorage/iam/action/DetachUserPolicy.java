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

/** Detaches a managed policy from a user. */
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
        return Lookup.userArn(store.view(), context, input.userName());
    }

    @Override
    public Empty handle(DetachUserPolicyRequest input, RequestContext context) {

        return store.transact(tx -> {
            User user = Lookup.user(tx, input.userName());
            if (!user.policies().attached().contains(input.policyArn())) {
                throw Refusal.noSuchEntity("Policy " + input.policyArn() + " was not found.");
            }
            tx.update(IamTables.USERS, user.withPolicies(user.policies().detach(input.policyArn())));
            return Empty.VALUE;
        });
    }
}
