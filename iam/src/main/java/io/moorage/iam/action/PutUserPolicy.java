package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutUserPolicyRequest;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Embeds a policy in a user, replacing one of the same name. */
final class PutUserPolicy implements Action<PutUserPolicyRequest, Empty> {
    private final Store store;
    private final Documents documents;

    PutUserPolicy(Store store, Documents documents) {
        this.store = store;
        this.documents = documents;
    }

    @Override
    public Operation<PutUserPolicyRequest, Empty> operation() {
        return IamOperations.PUT_USER_POLICY;
    }

    @Override
    public List<String> resources(PutUserPolicyRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public Map<String, List<String>> conditions(PutUserPolicyRequest input, RequestContext context) {
        return Boundaries.keyOf(
                store.view().find(IamTables.USERS, input.userName()).flatMap(User::permissionsBoundary), Map.of());
    }

    @Override
    public Empty handle(PutUserPolicyRequest input, RequestContext context) {
        String document = documents.checkedIdentityPolicy(input.policyDocument());
        return store.transact(tx -> {
            Holders.USERS.put(tx, input.userName(), input.policyName(), document);
            return Empty.VALUE;
        });
    }
}
