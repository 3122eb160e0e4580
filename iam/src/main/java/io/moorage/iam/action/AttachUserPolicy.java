package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AttachUserPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Attaches a managed policy to a user; attached already, it stays. */
final class AttachUserPolicy implements Action<AttachUserPolicyRequest, Empty> {
    private final Store store;
    private final AwsManagedPolicies managed;

    AttachUserPolicy(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<AttachUserPolicyRequest, Empty> operation() {
        return IamOperations.ATTACH_USER_POLICY;
    }

    @Override
    public List<String> resources(AttachUserPolicyRequest input, RequestContext context) {
        return Lookup.userArn(store.view(), context, input.userName());
    }

    @Override
    public Empty handle(AttachUserPolicyRequest input, RequestContext context) {

        return store.transact(tx -> {
            User user = Lookup.user(tx, input.userName());
            if (Lookup.findPolicy(tx, managed, input.policyArn()).isEmpty()) {
                throw Refusal.noSuchEntity("Policy " + input.policyArn() + " does not exist or is not attachable.");
            }
            Policies policies = user.policies().attach(input.policyArn());
            tx.update(IamTables.USERS, user.withPolicies(Quotas.ofUser(policies, user.name())));
            return Empty.VALUE;
        });
    }
}
