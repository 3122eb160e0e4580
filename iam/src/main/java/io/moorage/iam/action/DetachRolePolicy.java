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
import java.util.Map;

/** Takes a managed policy off a role. */
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
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Map<String, List<String>> conditions(DetachRolePolicyRequest input, RequestContext context) {
        return Boundaries.keyOf(
                store.view().find(IamTables.ROLES, input.roleName()).flatMap(Role::permissionsBoundary),
                Map.of("iam:PolicyARN", List.of(input.policyArn())));
    }

    @Override
    public Empty handle(DetachRolePolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            Holders.ROLES.detach(tx, input.roleName(), input.policyArn());
            return Empty.VALUE;
        });
    }
}
