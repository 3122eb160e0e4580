package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetContextKeysForCustomPolicyRequest;
import io.moorage.awsmodels.iam.GetContextKeysForPolicyResponse;
import io.moorage.awsmodels.iam.IamOperations;
import java.util.List;

/** Names the context keys that policies given with the request ask for. */
final class GetContextKeysForCustomPolicy
        implements Action<GetContextKeysForCustomPolicyRequest, GetContextKeysForPolicyResponse> {

    @Override
    public Operation<GetContextKeysForCustomPolicyRequest, GetContextKeysForPolicyResponse> operation() {
        return IamOperations.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY;
    }

    @Override
    public GetContextKeysForPolicyResponse handle(GetContextKeysForCustomPolicyRequest input, RequestContext context) {
        return GetContextKeysForPolicyResponse.builder()
                .contextKeyNames(
                        List.copyOf(PolicySource.keys(PolicySource.given("PolicyInputList", input.policyInputList()))))
                .build();
    }
}
