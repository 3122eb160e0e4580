package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.SetStackPolicyInput;
import io.moorage.model.cloudformation.Stack;
import io.moorage.store.CloudFormationTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which resources updates may touch. */
record SetStackPolicy(Cfn cfn) implements Action<SetStackPolicyInput, Empty> {
    @Override
    public Operation<SetStackPolicyInput, Empty> operation() {
        return CloudformationOperations.SET_STACK_POLICY;
    }

    @Override
    public Map<String, List<String>> conditions(SetStackPolicyInput input, RequestContext context) {
        return ConditionKeys.of(SetStackPolicyInput.SHAPE, input);
    }

    @Override
    public List<String> resources(SetStackPolicyInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public Empty handle(SetStackPolicyInput input, RequestContext context) {
        if (input.stackPolicyURL() != null) {
            throw Errors.unsupported("A stack policy in S3 (StackPolicyURL)");
        }
        Optional<String> policy = Errors.policy(input.stackPolicyBody());
        if (policy.isEmpty()) {
            throw Errors.validation("StackPolicyBody must be specified.");
        }
        cfn.store().transact(tx -> {
            Stack stack = Cfn.requireExisting(tx, input.stackName());
            tx.update(CloudFormationTables.STACKS, stack.edit().policy(policy).build());
            return stack;
        });
        return Empty.VALUE;
    }
}
