package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DetachRolePolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Detaches a managed policy from a role. */
final class DetachRolePolicy implements Action<DetachRolePolicyRequest, Empty> {
    private final Store store;

    DetachRolePolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DetachRolePolicyRequest, Empty> operation() {
        return IamOperations.DETACH_ROLE_POLICY;
    }

    @Override
    public List<String> resources(DetachRolePolicyRequest input, RequestContext context) {
        return Lookup.roleArn(store.view(), context, input.roleName());
    }

    @Override
    public Empty handle(DetachRolePolicyRequest input, RequestContext context) {

        return store.transact(tx -> {
            Role role = Lookup.role(tx, input.roleName());
            if (!role.policies().attached().contains(input.policyArn())) {
                throw Refusal.noSuchEntity("Policy " + input.policyArn() + " was not found.");
            }
            tx.update(IamTables.ROLES, role.withPolicies(role.policies().detach(input.policyArn())));
            return Empty.VALUE;
        });
    }
}
