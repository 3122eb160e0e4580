package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutRolePolicyRequest;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Embeds a policy in a role, replacing one of the same name. */
final class PutRolePolicy implements Action<PutRolePolicyRequest, Empty> {
    private final Store store;
    private final Documents documents;

    PutRolePolicy(Store store, Documents documents) {
        this.store = store;
        this.documents = documents;
    }

    @Override
    public Operation<PutRolePolicyRequest, Empty> operation() {
        return IamOperations.PUT_ROLE_POLICY;
    }

    @Override
    public List<String> resources(PutRolePolicyRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Map<String, List<String>> conditions(PutRolePolicyRequest input, RequestContext context) {
        return Boundaries.keyOf(
                store.view().find(IamTables.ROLES, input.roleName()).flatMap(Role::permissionsBoundary), Map.of());
    }

    @Override
    public Empty handle(PutRolePolicyRequest input, RequestContext context) {
        String document = documents.checkedIdentityPolicy(input.policyDocument());
        return store.transact(tx -> {
            Holders.ROLES.put(tx, input.roleName(), input.policyName(), document);
            return Empty.VALUE;
        });
    }
}
