package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeletePolicyVersionRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.PolicyVersion;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Removes a version of a customer's managed policy that is not its default. */
final class DeletePolicyVersion implements Action<DeletePolicyVersionRequest, Empty> {
    private final Store store;

    DeletePolicyVersion(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeletePolicyVersionRequest, Empty> operation() {
        return IamOperations.DELETE_POLICY_VERSION;
    }

    @Override
    public List<String> resources(DeletePolicyVersionRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public Empty handle(DeletePolicyVersionRequest input, RequestContext context) {
        return store.transact(tx -> {
            ManagedPolicy policy = Lookup.ownPolicy(tx, input.policyArn());
            PolicyVersion version = Lookup.version(policy, input.versionId());
            if (version.id().equals(policy.versionId())) {
                throw Refusal.deleteConflict("Cannot delete the default version of a policy.");
            }
            tx.update(IamTables.POLICIES, policy.without(version));
            return Empty.VALUE;
        });
    }
}
