package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteGroupPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.Store;
import java.util.List;

/** Removes a policy embedded in a group. */
final class DeleteGroupPolicy implements Action<DeleteGroupPolicyRequest, Empty> {
    private final Store store;

    DeleteGroupPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteGroupPolicyRequest, Empty> operation() {
        return IamOperations.DELETE_GROUP_POLICY;
    }

    @Override
    public List<String> resources(DeleteGroupPolicyRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public Empty handle(DeleteGroupPolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            Holders.GROUPS.delete(tx, input.groupName(), input.policyName());
            return Empty.VALUE;
        });
    }
}
