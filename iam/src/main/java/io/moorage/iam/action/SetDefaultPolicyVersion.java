package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.SetDefaultPolicyVersionRequest;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Makes a version of a customer's managed policy the one that counts. */
final class SetDefaultPolicyVersion implements Action<SetDefaultPolicyVersionRequest, Empty> {
    private final Store store;

    SetDefaultPolicyVersion(Store store) {
        this.store = store;
    }

    @Override
    public Operation<SetDefaultPolicyVersionRequest, Empty> operation() {
        return IamOperations.SET_DEFAULT_POLICY_VERSION;
    }

    @Override
    public List<String> resources(SetDefaultPolicyVersionRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public Empty handle(SetDefaultPolicyVersionRequest input, RequestContext context) {
        return store.transact(tx -> {
            ManagedPolicy policy = Lookup.ownPolicy(tx, input.policyArn());
            tx.update(IamTables.POLICIES, policy.withDefault(Lookup.version(policy, input.versionId())));
            return Empty.VALUE;
        });
    }
}
