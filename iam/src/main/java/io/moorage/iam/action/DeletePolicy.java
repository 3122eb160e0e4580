package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeletePolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Removes a customer's managed policy that has one version and that nobody uses. */
final class DeletePolicy implements Action<DeletePolicyRequest, Empty> {
    private final Store store;

    DeletePolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeletePolicyRequest, Empty> operation() {
        return IamOperations.DELETE_POLICY;
    }

    @Override
    public List<String> resources(DeletePolicyRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public Empty handle(DeletePolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            ManagedPolicy policy = Lookup.ownPolicy(tx, input.policyArn());
            if (Shapes.attachments(policy.arn(), tx) > 0 || Boundaries.usages(tx, policy.arn()) > 0) {
                throw Refusal.deleteConflict("Cannot delete a policy attached to entities.");
            }
            if (policy.versions().size() > 1) {
                throw Refusal.deleteConflict(
                        "This policy has more than one version. Before you delete a policy, you must delete the"
                                + " policy's versions. The default version is deleted with the policy.");
            }
            tx.delete(IamTables.POLICIES, policy.arn());
            return Empty.VALUE;
        });
    }
}
