package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AttachRolePolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Attaches a managed policy to a role; attached already, it stays. */
final class AttachRolePolicy implements Action<AttachRolePolicyRequest, Empty> {
    private final Store store;
    private final AwsManagedPolicies managed;

    AttachRolePolicy(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<AttachRolePolicyRequest, Empty> operation() {
        return IamOperations.ATTACH_ROLE_POLICY;
    }

    @Override
    public List<String> resources(AttachRolePolicyRequest input, RequestContext context) {
        return Lookup.roleArn(store.view(), context, input.roleName());
    }

    @Override
    public Empty handle(AttachRolePolicyRequest input, RequestContext context) {

        return store.transact(tx -> {
            Role role = Lookup.role(tx, input.roleName());
            if (Lookup.findPolicy(tx, managed, input.policyArn()).isEmpty()) {
                throw Refusal.noSuchEntity("Policy " + input.policyArn() + " does not exist or is not attachable.");
            }
            Policies policies = role.policies().attach(input.policyArn());
            tx.update(IamTables.ROLES, role.withPolicies(Quotas.ofRole(policies, role.name())));
            return Empty.VALUE;
        });
    }
}
