package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DetachGroupPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Takes a managed policy off a group. */
final class DetachGroupPolicy implements Action<DetachGroupPolicyRequest, Empty> {
    private final Store store;

    DetachGroupPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DetachGroupPolicyRequest, Empty> operation() {
        return IamOperations.DETACH_GROUP_POLICY;
    }

    @Override
    public List<String> resources(DetachGroupPolicyRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public Map<String, List<String>> conditions(DetachGroupPolicyRequest input, RequestContext context) {
        return Map.of("iam:PolicyARN", List.of(input.policyArn()));
    }

    @Override
    public Empty handle(DetachGroupPolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            Holders.GROUPS.detach(tx, input.groupName(), input.policyArn());
            return Empty.VALUE;
        });
    }
}
