package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AttachUserPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Attaches a managed policy to a user; attached already, it stays. */
final class AttachUserPolicy implements Action<AttachUserPolicyRequest, Empty> {
    private final Store store;
    private final AwsManagedPolicies managed;

    AttachUserPolicy(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<AttachUserPolicyRequest, Empty> operation() {
        return IamOperations.ATTACH_USER_POLICY;
    }

    @Override
    public List<String> resources(AttachUserPolicyRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public Map<String, List<String>> conditions(AttachUserPolicyRequest input, RequestContext context) {
        return Boundaries.keyOf(
                store.view().find(IamTables.USERS, input.userName()).flatMap(User::permissionsBoundary),
                Map.of("iam:PolicyARN", List.of(input.policyArn())));
    }

    @Override
    public Empty handle(AttachUserPolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            Holders.USERS.attach(tx, managed, input.userName(), input.policyArn());
            return Empty.VALUE;
        });
    }
}
