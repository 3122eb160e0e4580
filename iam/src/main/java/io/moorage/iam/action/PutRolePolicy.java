package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutRolePolicyRequest;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

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
        return Lookup.roleArn(store.view(), context, input.roleName());
    }

    @Override
    public Empty handle(PutRolePolicyRequest input, RequestContext context) {

        String document = documents.checkedIdentityPolicy(input.policyDocument());
        return store.transact(tx -> {
            Role role = Lookup.role(tx, input.roleName());
            Policies policies = role.policies().withInline(input.policyName(), document);
            tx.update(IamTables.ROLES, role.withPolicies(Quotas.ofRole(policies, role.name())));
            return Empty.VALUE;
        });
    }
}
