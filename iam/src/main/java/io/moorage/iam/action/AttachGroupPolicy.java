package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AttachGroupPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Attaches a managed policy to a group; attached already, it stays. */
final class AttachGroupPolicy implements Action<AttachGroupPolicyRequest, Empty> {
    private final Store store;
    private final AwsManagedPolicies managed;

    AttachGroupPolicy(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<AttachGroupPolicyRequest, Empty> operation() {
        return IamOperations.ATTACH_GROUP_POLICY;
    }

    @Override
    public List<String> resources(AttachGroupPolicyRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public Map<String, List<String>> conditions(AttachGroupPolicyRequest input, RequestContext context) {
        return Map.of("iam:PolicyARN", List.of(input.policyArn()));
    }

    @Override
    public Empty handle(AttachGroupPolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            Holders.GROUPS.attach(tx, managed, input.groupName(), input.policyArn());
            return Empty.VALUE;
        });
    }
}
