package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AttachRolePolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

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
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Map<String, List<String>> conditions(AttachRolePolicyRequest input, RequestContext context) {
        return Boundaries.keyOf(
                store.view().find(IamTables.ROLES, input.roleName()).flatMap(Role::permissionsBoundary),
                Map.of("iam:PolicyARN", List.of(input.policyArn())));
    }

    @Override
    public Empty handle(AttachRolePolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            Holders.ROLES.attach(tx, managed, input.roleName(), input.policyArn());
            return Empty.VALUE;
        });
    }
}
