package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutGroupPolicyRequest;
import io.moorage.store.Store;
import java.util.List;

/** Embeds a policy in a group, replacing one of the same name. */
final class PutGroupPolicy implements Action<PutGroupPolicyRequest, Empty> {
    private final Store store;
    private final Documents documents;

    PutGroupPolicy(Store store, Documents documents) {
        this.store = store;
        this.documents = documents;
    }

    @Override
    public Operation<PutGroupPolicyRequest, Empty> operation() {
        return IamOperations.PUT_GROUP_POLICY;
    }

    @Override
    public List<String> resources(PutGroupPolicyRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public Empty handle(PutGroupPolicyRequest input, RequestContext context) {
        String document = documents.checkedIdentityPolicy(input.policyDocument());
        return store.transact(tx -> {
            Holders.GROUPS.put(tx, input.groupName(), input.policyName(), document);
            return Empty.VALUE;
        });
    }
}
