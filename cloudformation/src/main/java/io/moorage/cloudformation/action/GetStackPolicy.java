package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.GetStackPolicyInput;
import io.moorage.awsmodels.cloudformation.GetStackPolicyOutput;
import java.util.List;

/** The policy of a stack, if it has one. */
record GetStackPolicy(Cfn cfn) implements Action<GetStackPolicyInput, GetStackPolicyOutput> {
    @Override
    public Operation<GetStackPolicyInput, GetStackPolicyOutput> operation() {
        return CloudformationOperations.GET_STACK_POLICY;
    }

    @Override
    public List<String> resources(GetStackPolicyInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public GetStackPolicyOutput handle(GetStackPolicyInput input, RequestContext context) {
        return GetStackPolicyOutput.builder()
                .stackPolicyBody(Cfn.requireExisting(cfn.store().view(), input.stackName())
                        .policy()
                        .orElse(null))
                .build();
    }
}
