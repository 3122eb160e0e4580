package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UpdateAssumeRolePolicyRequest;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Replaces a role's trust policy. */
final class UpdateAssumeRolePolicy implements Action<UpdateAssumeRolePolicyRequest, Empty> {
    private final Store store;
    private final Documents documents;

    UpdateAssumeRolePolicy(Store store, Documents documents) {
        this.store = store;
        this.documents = documents;
    }

    @Override
    public Operation<UpdateAssumeRolePolicyRequest, Empty> operation() {
        return IamOperations.UPDATE_ASSUME_ROLE_POLICY;
    }

    @Override
    public List<String> resources(UpdateAssumeRolePolicyRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Empty handle(UpdateAssumeRolePolicyRequest input, RequestContext context) {

        String document = documents.checkedTrustPolicy(input.policyDocument());
        return store.transact(tx -> {
            tx.update(
                    IamTables.ROLES,
                    Holders.ROLES.changeable(tx, input.roleName()).withTrustPolicy(document));
            return Empty.VALUE;
        });
    }
}
