package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetUserPolicyRequest;
import io.moorage.awsmodels.iam.GetUserPolicyResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.Store;
import java.util.List;

/** Shows a policy embedded in a user. */
final class GetUserPolicy implements Action<GetUserPolicyRequest, GetUserPolicyResponse> {
    private final Store store;

    GetUserPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetUserPolicyRequest, GetUserPolicyResponse> operation() {
        return IamOperations.GET_USER_POLICY;
    }

    @Override
    public List<String> resources(GetUserPolicyRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public GetUserPolicyResponse handle(GetUserPolicyRequest input, RequestContext context) {
        return GetUserPolicyResponse.builder()
                .userName(input.userName())
                .policyName(input.policyName())
                .policyDocument(Holders.USERS.document(store.view(), input.userName(), input.policyName()))
                .build();
    }
}
