package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetGroupPolicyRequest;
import io.moorage.awsmodels.iam.GetGroupPolicyResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.Store;
import java.util.List;

/** Shows a policy embedded in a group. */
final class GetGroupPolicy implements Action<GetGroupPolicyRequest, GetGroupPolicyResponse> {
    private final Store store;

    GetGroupPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetGroupPolicyRequest, GetGroupPolicyResponse> operation() {
        return IamOperations.GET_GROUP_POLICY;
    }

    @Override
    public List<String> resources(GetGroupPolicyRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public GetGroupPolicyResponse handle(GetGroupPolicyRequest input, RequestContext context) {
        return GetGroupPolicyResponse.builder()
                .groupName(input.groupName())
                .policyName(input.policyName())
                .policyDocument(Holders.GROUPS.document(store.view(), input.groupName(), input.policyName()))
                .build();
    }
}
