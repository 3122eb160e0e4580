package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetContextKeysForPolicyResponse;
import io.moorage.awsmodels.iam.GetContextKeysForPrincipalPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.Store;
import java.util.ArrayList;
import java.util.List;

/** Names the context keys that the policies of a user, group or role ask for. */
final class GetContextKeysForPrincipalPolicy
        implements Action<GetContextKeysForPrincipalPolicyRequest, GetContextKeysForPolicyResponse> {
    private final Store store;
    private final AwsManagedPolicies managed;

    GetContextKeysForPrincipalPolicy(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<GetContextKeysForPrincipalPolicyRequest, GetContextKeysForPolicyResponse> operation() {
        return IamOperations.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY;
    }

    @Override
    public List<String> resources(GetContextKeysForPrincipalPolicyRequest input, RequestContext context) {
        return List.of(input.policySourceArn());
    }

    @Override
    public GetContextKeysForPolicyResponse handle(
            GetContextKeysForPrincipalPolicyRequest input, RequestContext context) {
        List<PolicySource> sources = new ArrayList<>(new PolicySources(managed)
                .of(store.view(), input.policySourceArn())
                .identity());
        sources.addAll(PolicySource.given("PolicyInputList", input.policyInputList()));
        return GetContextKeysForPolicyResponse.builder()
                .contextKeyNames(List.copyOf(PolicySource.keys(sources)))
                .build();
    }
}
