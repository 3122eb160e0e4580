package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeletePolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Removes a managed policy of the customer's that is attached to nobody. */
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
            String arn = input.policyArn();
            if (ManagedPolicy.isAwsManaged(arn)) {
                throw new AwsException("AccessDenied", 403, "Policies that AWS manages cannot be deleted: " + arn);
            }
            if (tx.find(IamTables.POLICIES, arn).isEmpty()) {
                throw Refusal.noSuchEntity("Policy " + arn + " was not found.");
            }
            if (Shapes.attachments(arn, tx) > 0) {
                throw Refusal.deleteConflict("Cannot delete a policy attached to entities.");
            }
            tx.delete(IamTables.POLICIES, arn);
            return Empty.VALUE;
        });
    }
}
